import { afterEach, beforeEach, vi } from "vitest";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { openSandbox, readAll, store } from "./small-world.ts";

export const NOON = Date.UTC(2026, 2, 1, 12);
export const MINUTE = 60_000;

/** Lets each test of a file move the machine's own timers, and with them its time: nothing else can show that nothing has to move the sandbox's clock. */
export function fakeTimers(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
  afterEach(() => void vi.useRealTimers());
}

/** A sandbox whose clock stands at noon, and what was told in it. */
export function openAtNoon() {
  const sandbox = openSandbox();
  sandbox.clock.freeze(NOON);
  sandbox.settle();
  const troubles: unknown[] = [];
  sandbox.listenForTrouble((error) => troubles.push(error));
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  return { sandbox, clock: sandbox.clock, troubles, told, tell };
}

/** Writes something that `labels` tells. */
export function note(sandbox: Sandbox, label: string): void {
  sandbox.state(store).boxes.insert({ shelf: 1, label });
}

/** All that was noted, in its order. */
export const labels = (sandbox: Sandbox) => readAll(sandbox).boxes.map(({ label }) => label);
