import type { Call } from "../call.ts";
import type { Reply } from "../reply.ts";
import type { Outside } from "./outside.ts";

/**
 * How an operation answers that has to wait or to reach out, in three steps. While one is on its way, its sandbox serves others, so
 * `finish` must look again at whatever `prepare` has read.
 *
 * `Read` is what `prepare` hands on, `Found` what `reach` brings back: plain values, never tables or live rows.
 */
export interface ErrandSteps<Read, Found> {
  /** In a transaction of its own: access, input, what is read, and what shows that it is under way. May throw a `Refusal`. */
  prepare(call: Call): Read;
  /**
   * Outside of any transaction. It ends soon after `outside.signal` is aborted, because the client hung up, the sandbox was interrupted
   * or fauxvault stops. What it throws then is no fault of its own; at any other time it is.
   */
  reach(read: Read, outside: Outside): Promise<Found>;
  /**
   * In a second transaction: checks that what was read still stands, writes, and gives the reply. May throw a `Refusal`. It comes also
   * when the client has hung up and `reach` brought something back all the same, but never in a sandbox that was interrupted.
   */
  finish(call: Call, read: Read, found: Found): Reply;
}

/** An operation's three steps, whatever they hand on to each other. */
export type Errand = ErrandSteps<unknown, unknown>;

/** An errand, checked: what `prepare` gives is what the other steps take. */
export function errand<Read, Found>(steps: ErrandSteps<Read, Found>): Errand {
  // The steps are only ever given what those before them gave.
  return steps as Errand;
}
