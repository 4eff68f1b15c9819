import type { BlinkVault } from "../../products/blink-vault.ts";
import { untilHolds } from "../../running-time.ts";

/** How long a connector may take to start a run, in milliseconds. */
const PATIENCE = 10_000;
/** How long its next poll is waited for: one that polls seldom is not to lose all its time by that. */
const SHORT_PATIENCE = 600;

/** What a call needs that polls every two seconds, as the product's own client does, also on a busy machine, in milliseconds. */
export const ENOUGH = 10_000;

/** Waits until the vault has been asked once more, or patience is over. */
export async function untilAsked(vault: BlinkVault): Promise<void> {
  const before = (await vault.requests()).length;
  await untilHolds(SHORT_PATIENCE, async () => (await vault.requests()).length > before);
}

/** Waits until a workflow has been asked to run, the call that should ask has ended, or patience is over. */
export async function untilRun(vault: BlinkVault, call: Promise<unknown>): Promise<void> {
  const hasEnded = watchEnd(call);
  await untilHolds(PATIENCE, async () => hasEnded() || (await vault.executions()).length > 0);
}

/** Does something again and again until a call has ended, or patience is over. */
export async function untilEnded(call: Promise<unknown>, act: () => Promise<void>): Promise<void> {
  const hasEnded = watchEnd(call);
  await untilHolds(PATIENCE, async () => {
    await act();
    return hasEnded();
  });
}

function watchEnd(call: Promise<unknown>): () => boolean {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  call.then(end, end);
  return () => hasEnded;
}
