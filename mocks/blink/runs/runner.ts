import { setMaxListeners } from "node:events";
import type { Sandbox } from "../../../src/engine/sandbox.ts";
import type { Timer } from "../../../src/engine/timers.ts";
import { waitUntil } from "../../../src/engine/wait-until.ts";
import type { Outside } from "../../../src/http/errands/outside.ts";
import { section } from "../section.ts";
import { type ExecutionRow, hasEnded } from "../state/executions.ts";
import { callBack } from "./call-back.ts";
import { type Desk, findRun } from "./desk.ts";
import { finishStep, moveOn, pickUp } from "./progress.ts";
import { takeAction } from "./take-action.ts";

/** How many calls the runs of a sandbox make at a time; the others wait for their turn. */
const MOST_CALLS = 100;

/** How long somebody waits for the end of a run. */
interface Patience {
  /** An instant of the sandbox's clock. */
  readonly until: number;
  /** Milliseconds of wall time: a frozen clock must not keep a client for ever. */
  readonly atMost: number;
  readonly signal: AbortSignal;
}

/**
 * Moves the executions of one sandbox on: by its clock, and by what their steps bring back from outside. Everything that it knows stands
 * in the rows, so a fork, a rewind or a snapshot that was brought back needs only a new runner, which takes up what is under way.
 */
export class Runner {
  readonly #desk: Desk;
  readonly #outside: Outside;
  readonly #timers = new Map<string, Timer>();
  readonly #waiters = new Map<string, Set<() => void>>();
  /** What is called for or waits for its turn, by execution and step. */
  readonly #calls = new Set<string>();
  readonly #queue: (() => Promise<void>)[] = [];
  #calling = 0;

  constructor(desk: Desk, outside: Outside) {
    this.#desk = desk;
    this.#outside = outside;
  }

  /** Takes up an execution: one that was just asked for, or one that somebody else has moved so far. */
  takeUp(id: string): void {
    this.#outside.transact(() => this.#takeUp(findRun(this.#desk, id)));
  }

  /** Takes up all that is under way. */
  takeUpAll(): void {
    const { executions } = this.#desk.state;
    const active = executions.where("active", 1);
    if (active.length > 0) this.#outside.transact(() => void active.forEach((one) => void this.#takeUp(one)));
  }

  /** Looks at an execution that somebody has changed, in the same transaction, and sees to what comes next. */
  arrange(id: string): void {
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
    const execution = findRun(this.#desk, id);
    const due = execution?.due_at;
    if (due !== undefined) {
      const act = () => {
        moveOn(this.#desk, id);
        this.arrange(id);
      };
      this.#timers.set(id, this.#desk.sandbox.clock.at(due, act));
    }
    // Once the transaction is over: nothing goes out, and nobody is told, of what may be taken back.
    queueMicrotask(() => this.#seeTo(id));
  }

  /** Waits until an execution has come to its end, or patience has. */
  async waitForEnd(id: string, { until, atMost, signal }: Patience): Promise<void> {
    const execution = findRun(this.#desk, id);
    if (!execution || hasEnded(execution)) return;
    const over = new AbortController();
    const waiters = this.#waiters.get(id) ?? new Set();
    this.#waiters.set(id, waiters);
    const limits = { atMost, signal: AbortSignal.any([signal, over.signal]) };
    const told = new Promise<void>((resolve) => {
      waiters.add(resolve);
      over.signal.addEventListener("abort", () => void waiters.delete(resolve));
    });
    try {
      await Promise.race([told, waitUntil(this.#desk.sandbox.clock, until, limits)]);
    } finally {
      over.abort();
      if (waiters.size === 0) this.#waiters.delete(id);
    }
  }

  #takeUp(execution: ExecutionRow | undefined): void {
    if (!execution) return;
    if (execution.stage === "queued") pickUp(this.#desk, execution);
    else moveOn(this.#desk, execution.id);
    this.arrange(execution.id);
  }

  #seeTo(id: string): void {
    if (this.#outside.signal.aborted) return;
    const execution = findRun(this.#desk, id);
    if (!execution || hasEnded(execution)) this.#tellWaiters(id);
    if (execution?.stage === "reaching") this.#call(execution, `step ${execution.step_index}`, () => this.#act(id));
    if (execution?.stage === "calling-back") this.#call(execution, "callback", () => this.#callBack(id));
  }

  #tellWaiters(id: string): void {
    for (const tell of this.#waiters.get(id) ?? []) tell();
    this.#waiters.delete(id);
  }

  #call({ id }: ExecutionRow, what: string, call: () => Promise<void>): void {
    const name = `${id} ${what}`;
    if (this.#calls.has(name)) return;
    this.#calls.add(name);
    this.#queue.push(async () => {
      try {
        await call();
      } catch (error) {
        if (!this.#outside.signal.aborted) this.#desk.sandbox.tellTrouble(error);
      } finally {
        this.#calls.delete(name);
      }
    });
    this.#nextCall();
  }

  #nextCall(): void {
    const next = this.#calling < MOST_CALLS ? this.#queue.shift() : undefined;
    if (!next || this.#outside.signal.aborted) return;
    this.#calling += 1;
    void next().then(() => {
      this.#calling -= 1;
      this.#nextCall();
    });
  }

  /** The step that calls out; what it brings back counts only while the run still waits for it. */
  async #act(id: string): Promise<void> {
    const before = findRun(this.#desk, id);
    if (before?.stage !== "reaching") return;
    const outcome = await takeAction(this.#desk, before, this.#outside);
    this.#outside.transact(() => {
      const execution = findRun(this.#desk, id);
      if (execution?.stage !== "reaching" || execution.step_index !== before.step_index) return;
      finishStep(this.#desk, execution, this.#desk.sandbox.clock.now(), outcome);
      moveOn(this.#desk, id);
      this.arrange(id);
    });
  }

  async #callBack(id: string): Promise<void> {
    const execution = findRun(this.#desk, id);
    if (execution?.stage !== "calling-back") return;
    const callback_outcome = await callBack(execution, this.#outside);
    this.#outside.transact(() => {
      const now = findRun(this.#desk, id);
      if (now) this.#desk.state.executions.update(now.seq, { stage: "over", callback_outcome });
    });
  }
}

const runners = new WeakMap<Sandbox, Runner>();

/**
 * The runner of a sandbox. The first who asks brings it along, and with it all that is under way there: after a fork, a rewind or a
 * snapshot nobody moves that on before Blink is asked something about runs.
 */
export function runnerOf(sandbox: Sandbox, outside: Outside): Runner {
  const known = runners.get(sandbox);
  if (known) return known;
  const desk = { sandbox, state: sandbox.state(section) };
  void outside.background(async (far) => {
    // Each call that is out listens for the end of all, and Node would take so many for a leak.
    setMaxListeners(MOST_CALLS + 10, far.signal);
    const runner = new Runner(desk, far);
    runners.set(sandbox, runner);
    const gone = new Promise<void>((resolve) => far.signal.addEventListener("abort", () => resolve()));
    // At once, and not when this task is told: the next request may come before that.
    far.signal.addEventListener("abort", () => void runners.delete(sandbox));
    if (far.signal.aborted) runners.delete(sandbox);
    else {
      runner.takeUpAll();
      await gone;
    }
  });
  // A task begins at once. One of a sandbox that is over has gone again: what it is asked to do cannot be done.
  return runners.get(sandbox) ?? new Runner(desk, outside);
}
