import { setMaxListeners } from "node:events";
import { LAST_INSTANT } from "../../../src/engine/duration.ts";
import type { Sandbox } from "../../../src/engine/sandbox.ts";
import type { Timer } from "../../../src/engine/timers.ts";
import { type WaitEnd, waitUntil } from "../../../src/engine/wait-until.ts";
import type { Outside } from "../../../src/http/errands/outside.ts";
import { section } from "../section.ts";
import { type ExecutionRow, hasEnded } from "../state/executions.ts";
import { callBack } from "./call-back.ts";
import { type Desk, findRun } from "./desk.ts";
import { comeBack, moveOn, pickUp } from "./progress.ts";
import { takeAction } from "./take-action.ts";

/** How many calls the runs of a sandbox make at a time; the others wait for their turn. */
const MOST_CALLS = 100;
/** Longer than any call may take, in milliseconds. */
const LONGEST_CALL = 86_400_000;

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
    if (execution?.stage === "waiting" && due !== undefined) {
      const act = () => {
        moveOn(this.#desk, id);
        this.arrange(id);
      };
      this.#timers.set(id, this.#desk.sandbox.clock.at(due, act));
    }
    // Once the transaction is over: nothing goes out, and nobody is told, of what may be taken back.
    queueMicrotask(() => this.#seeTo(id));
  }

  /**
   * Waits until an execution has come to its end, or patience has. A clock that is moved past it while a call is out does not end it: what
   * that brings may be the end from before.
   */
  async waitForEnd(id: string, { until, atMost, signal }: Patience): Promise<void> {
    const waited = this.#outside.stopwatch();
    for (let late = false; ; ) {
      const execution = findRun(this.#desk, id);
      if (!execution || hasEnded(execution) || (late && execution.stage !== "reaching")) return;
      const left = Math.max(0, atMost - waited());
      const how = await this.#waitForNews(id, { until: late ? LAST_INSTANT : until, atMost: left, signal });
      if (how === "reached") late = true;
      else if (how !== "news") return;
    }
  }

  async #waitForNews(id: string, { until, atMost, signal }: Patience): Promise<WaitEnd | "news"> {
    const over = new AbortController();
    const waiters = this.#waiters.get(id) ?? new Set();
    this.#waiters.set(id, waiters);
    const limits = { atMost, signal: AbortSignal.any([signal, over.signal]) };
    const news = new Promise<"news">((resolve) => {
      const tell = () => resolve("news");
      waiters.add(tell);
      over.signal.addEventListener("abort", () => void waiters.delete(tell));
    });
    try {
      return await Promise.race([news, waitUntil(this.#desk.sandbox.clock, until, limits)]);
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
    if (execution?.stage !== "reaching") this.#tellWaiters(id);
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
    const took = this.#outside.stopwatch();
    const gone = new AbortController();
    const outcome = await Promise.race([
      takeAction(this.#desk, before, this.#outside),
      this.#waitForTimeout(before, took, gone.signal),
    ]).finally(() => gone.abort());
    this.#outside.transact(() => {
      const execution = findRun(this.#desk, id);
      if (execution?.stage !== "reaching" || execution.step_index !== before.step_index) return;
      comeBack(this.#desk, execution, took(), outcome);
      this.arrange(id);
    });
  }

  /** Until a run's time is over while its call is out: the clock has passed it, and the call has taken as long in wall time. */
  async #waitForTimeout({ due_at, deadline_at }: ExecutionRow, took: () => number, signal: AbortSignal) {
    const { clock } = this.#desk.sandbox;
    const deadline = deadline_at ?? LAST_INSTANT;
    const left = deadline - (due_at ?? deadline);
    if ((await waitUntil(clock, deadline, { atMost: LONGEST_CALL, signal })) !== "reached") return never();
    for (;;) {
      const more = left - took();
      if (more <= 0) return undefined;
      const how = await waitUntil(clock, LAST_INSTANT, { atMost: Math.min(more, LONGEST_CALL), signal });
      if (how !== "too-long") return never();
    }
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

/** What never comes: one of its own for each who waits, or all of them would be kept for ever. */
function never(): Promise<never> {
  return new Promise(() => {});
}
