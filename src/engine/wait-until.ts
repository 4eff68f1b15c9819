import type { Clock } from "./clock.ts";
import { EngineError } from "./engine-error.ts";
import type { Interruption } from "./timers.ts";

/** How long a wait may take, and what else ends it. */
export interface WaitLimits {
  /** The longest it lasts, in milliseconds of wall time: a frozen clock must not keep a client for ever. */
  readonly atMost: number;
  /** Ends the wait when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * How a wait ended: the clock `reached` the instant, the wall time was over before that (`too-long`), it was `aborted`, or its sandbox
 * was interrupted.
 */
export type WaitEnd = "reached" | "too-long" | "aborted" | Interruption;

/** The most that `atMost` may be: what Node's timers take. */
const LONGEST = 2 ** 31 - 1;

/**
 * Waits for an instant of a sandbox's clock. Never rejects but for wrong limits: how the wait ended is what it gives. Throws an
 * `EngineError` for a time that is none, and when too many wait in the sandbox.
 */
export async function waitUntil(clock: Clock, instant: number, { atMost, signal }: WaitLimits): Promise<WaitEnd> {
  if (!(atMost >= 0 && atMost <= LONGEST)) {
    throw new EngineError(`A wait cannot last ${atMost} ms at most: give a number from 0 to ${LONGEST}.`);
  }
  if (signal?.aborted) return "aborted";
  return new Promise((resolve) => {
    const end = (how: WaitEnd) => {
      timer.cancel();
      clearTimeout(limit);
      signal?.removeEventListener("abort", abort);
      resolve(how);
    };
    const abort = () => end("aborted");
    const timer = clock.at(instant, () => end("reached"), end);
    const limit = setTimeout(() => end("too-long"), atMost).unref();
    signal?.addEventListener("abort", abort);
  });
}
