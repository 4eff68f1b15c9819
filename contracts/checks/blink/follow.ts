import type { BlinkVault } from "../../products/blink-vault.ts";

/** How long a connector may take to start a run, in milliseconds. */
const PATIENCE = 2_000;
/** How long its next poll is waited for: one that polls seldom is not to lose all its time by that. */
const SHORT_PATIENCE = 600;

/** What a call needs that polls every two seconds, as the product's own client does, in milliseconds. */
export const ENOUGH = 3_000;

/** Waits until the vault has been asked so many times since this began, or patience is over. Gives how often it was. */
export async function untilAsked(vault: BlinkVault, times: number): Promise<number> {
  const before = (await vault.requests()).length;
  const end = performance.now() + SHORT_PATIENCE;
  for (;;) {
    const asked = (await vault.requests()).length - before;
    if (asked >= times || performance.now() > end) return asked;
    await pause(5);
  }
}

/** Waits until a workflow has been asked to run, or patience is over. */
export async function untilRun(vault: BlinkVault): Promise<void> {
  const end = performance.now() + PATIENCE;
  while ((await vault.executions()).length === 0 && performance.now() < end) await pause(5);
}

/** Waits, in milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
