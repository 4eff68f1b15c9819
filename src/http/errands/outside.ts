import type { Sandbox } from "../../engine/sandbox.ts";
import { endsAll, type Interruption } from "../../engine/timers.ts";
import { type WaitEnd, waitUntil } from "../../engine/wait-until.ts";
import { HttpFloorError } from "../http-floor-error.ts";
import type { Outbound } from "../outbound/outbound.ts";
import { fail, type OutboundOutcome, type OutboundRequest } from "../outbound/outcome.ts";
import { type AddressOf, fillAddresses } from "../outbound/placeholders.ts";

/** What leads out of a fauxvault: calls of other systems, and the addresses of its own doors. */
export interface WayOut {
  readonly outbound: Outbound;
  readonly addressOf: AddressOf;
}

/** What an errand or a task has while it is outside of any transaction. */
export interface Outside {
  /** Aborted when there is nobody left to come back to: the client, the sandbox or fauxvault has gone. */
  readonly signal: AbortSignal;
  /** Calls another system. Never rejects: what went wrong is told apart by its `kind`; `aborted` once the signal is. */
  request(request: OutboundRequest): Promise<OutboundOutcome>;
  /**
   * A text with `${passwordstate.url}` and the like replaced by the address at which this sandbox's mock of that product answers, and
   * `${passwordstate.https}` by its HTTPS one. What no door answers for stays as it is.
   */
  resolve(text: string): string;
  /** Waits for an instant of the sandbox's clock, for so many milliseconds of wall time at most, or until the signal. */
  waitUntil(instant: number, atMost: number): Promise<WaitEnd>;
  /** Starts to measure wall time: what it gives tells the milliseconds since. For how long a call takes, and for no date by itself. */
  stopwatch(): () => number;
  /** Runs `work` in a transaction. Throws an `Interrupted` when the sandbox is no longer the one that was left. */
  transact<Result>(work: () => Result): Result;
  /**
   * Goes on with a task when this errand has come to its end and its client has gone: only the sandbox's interruption aborts its signal.
   * What it throws before that is trouble that is told. The promise is fulfilled when it is over, however it ended. Throws an
   * `HttpFloorError` when too many are under way in the sandbox.
   */
  background(task: (outside: Outside) => Promise<void>): Promise<void>;
}

/** The sandbox is not the one that was left: it was reset, rewound, restored, replaced, deleted, or fauxvault stops. */
export class Interrupted extends HttpFloorError {}

/** More than this in one sandbox is something that never stops starting more. */
const MOST_TASKS = 1000;

const tasks = new WeakMap<Sandbox, number>();

/** Somebody who is outside: made when it goes, closed when it has come back. */
export class Trip {
  readonly outside: Outside;
  readonly #sandbox: Sandbox;
  readonly #gone = new AbortController();
  readonly #forget: () => void;
  #interrupted: Interruption | undefined;

  /** `skew`: how far off the clock is that it goes by, in milliseconds. Without a way out nothing can be called. */
  constructor(sandbox: Sandbox, wayOut: WayOut | undefined, skew = 0) {
    this.#sandbox = sandbox;
    this.#interrupted = sandbox.over;
    this.#forget = sandbox.listenForInterruption((why) => this.#interrupt(why));
    if (sandbox.over !== undefined) this.leave();
    const { signal } = this.#gone;
    const find = (name: string) => sandbox.addressesOf(name);
    this.outside = {
      signal,
      request: async (request) =>
        wayOut ? wayOut.outbound(request, { find, signal }) : fail("not-allowed", "no call leads out of here"),
      resolve: (text) =>
        wayOut ? fillAddresses(text, (product, scheme) => wayOut.addressOf(product, scheme, sandbox.id)) : text,
      waitUntil: (instant, atMost) => waitUntil(sandbox.clock, instant - skew, { atMost, signal }),
      stopwatch: () => {
        const began = performance.now();
        return () => performance.now() - began;
      },
      transact: (work) => {
        if (this.#interrupted !== undefined) throw new Interrupted(this.explain());
        return sandbox.transact(work);
      },
      background: (task) => runInBackground(sandbox, wayOut, task),
    };
  }

  /** What interrupted the sandbox meanwhile. */
  get interrupted(): Interruption | undefined {
    return this.#interrupted;
  }

  /** Nobody waits for it any more. */
  leave(): void {
    this.#gone.abort();
  }

  /** It is back: it hears of nothing from now on. */
  close(): void {
    this.#forget();
  }

  /** Why it was given up, in plain words. */
  explain(): string {
    const why = this.#interrupted;
    if (why === undefined) return "the client hung up while it waited";
    if (why === "stopped") return "fauxvault stopped while it waited";
    return `sandbox '${this.#sandbox.id}' was ${why} while it waited`;
  }

  #interrupt(why: Interruption): void {
    if (this.#interrupted === undefined || endsAll(why)) this.#interrupted = why;
    this.leave();
  }
}

function runInBackground(
  sandbox: Sandbox,
  wayOut: WayOut | undefined,
  task: (outside: Outside) => Promise<void>,
): Promise<void> {
  const running = tasks.get(sandbox) ?? 0;
  // At once, and not as a rejection that nobody may be listening for.
  if (running >= MOST_TASKS) throw new HttpFloorError(`${MOST_TASKS} tasks are under way in sandbox '${sandbox.id}'.`);
  tasks.set(sandbox, running + 1);
  return runTask(sandbox, new Trip(sandbox, wayOut), task);
}

async function runTask(sandbox: Sandbox, trip: Trip, task: (outside: Outside) => Promise<void>): Promise<void> {
  try {
    await task(trip.outside);
  } catch (error) {
    if (!trip.outside.signal.aborted) sandbox.tellTrouble(error);
  } finally {
    trip.close();
    tasks.set(sandbox, (tasks.get(sandbox) ?? 1) - 1);
  }
}
