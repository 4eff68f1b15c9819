import type { Version } from "../../engine/store.ts";
import { type Answering, answerThrown } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Reply } from "../reply.ts";
import type { Errand } from "./errand.ts";
import type { Trip } from "./outside.ts";

/** An errand that is to be run. */
export interface ErrandRun {
  readonly answering: Answering;
  readonly errand: Errand;
  readonly call: Call;
  /** How far off the vault's clock is for this request, in milliseconds. */
  readonly skew: number;
}

/** How an errand ended. */
export interface ErrandEnd {
  /** Of status 0 when it was given up: its connection ends without an answer. */
  readonly reply: Reply;
  readonly givenUp: boolean;
  /** The sandbox before the errand's first write, so that a rewind to it takes back as little of others as can be. */
  readonly before: Version;
  readonly after: Version;
}

/** Runs an errand to its end, with its stay outside, which is over then. Never rejects. */
export async function runErrand({ answering, errand, call, skew }: ErrandRun, trip: Trip): Promise<ErrandEnd> {
  const { sandbox } = call;
  let before = sandbox.store.version();
  const end = (reply: Reply, givenUp = false): ErrandEnd => ({
    reply,
    givenUp,
    before,
    after: sandbox.store.version(),
  });
  try {
    const read = sandbox.clock.skewed(skew, () => sandbox.transact(() => errand.prepare(call)));
    const wrote = sandbox.store.version() !== before;
    const found = await reach(errand, read, trip);
    if (found === undefined || trip.interrupted !== undefined) {
      // A rewind to before it must not lead to what a reset has ended.
      if (trip.interrupted !== undefined) before = sandbox.store.version();
      return end({ status: 0, reason: trip.explain() }, true);
    }
    if (!wrote) before = sandbox.store.version();
    return end(sandbox.clock.skewed(skew, () => sandbox.transact(() => errand.finish(call, read, found.brought))));
  } catch (error) {
    return end(answerThrown(answering, error, call));
  } finally {
    trip.close();
  }
}

/** What it brought back; nothing when it was given up on its way. */
async function reach(
  errand: Errand,
  read: unknown,
  { outside }: Trip,
): Promise<{ readonly brought: unknown } | undefined> {
  try {
    return { brought: await errand.reach(read, outside) };
  } catch (error) {
    if (outside.signal.aborted) return undefined;
    throw error;
  }
}

/**
 * What an errand answers that a fault strikes before the vault acts: it does not set out, and what `prepare` did is taken back. A
 * refusal is given as it is; else there is no answer that a fault could alter but the product's for a fault of its own.
 */
export function rehearseErrand({ answering, errand, call, skew }: ErrandRun): Reply {
  try {
    call.sandbox.clock.skewed(skew, () => call.sandbox.rehearse(() => errand.prepare(call)));
    return answering.wire.crashed();
  } catch (error) {
    return answerThrown(answering, error, call);
  }
}
