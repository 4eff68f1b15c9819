import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { waitUntil } from "../../src/engine/wait-until.ts";
import { openSandbox } from "./small-world.ts";

const NOON = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;

function openAtNoon() {
  const sandbox = openSandbox();
  sandbox.clock.freeze(NOON);
  return { sandbox, clock: sandbox.clock };
}

test("a wait ends when the clock gets there", async () => {
  const { clock } = openAtNoon();
  const waited = waitUntil(clock, NOON + 1000, { atMost: HOUR });
  clock.advance("PT1S");
  expect(await waited).toBe("reached");
  expect(await waitUntil(clock, NOON, { atMost: HOUR })).toBe("reached");
});

test("a frozen clock keeps nobody for longer than the wall time that was given", async () => {
  const { clock } = openAtNoon();
  expect(await waitUntil(clock, NOON + 1000, { atMost: 5 })).toBe("too-long");
  expect(clock.timers.size).toBe(0);
});

test("a wait ends with its signal, also with one that was aborted before", async () => {
  const { clock } = openAtNoon();
  const abort = new AbortController();
  const limits = { atMost: HOUR, signal: abort.signal };
  const waited = waitUntil(clock, NOON + 1000, limits);
  abort.abort();
  expect(await waited).toBe("aborted");
  expect(await waitUntil(clock, NOON + 1000, limits)).toBe("aborted");
  expect(clock.timers.size).toBe(0);
});

test("a wait ends with its sandbox's reset, and at once in a sandbox that is over", async () => {
  const { sandbox, clock } = openAtNoon();
  const waited = waitUntil(clock, NOON + 1000, { atMost: HOUR });
  sandbox.reset();
  expect(await waited).toBe("reset");
  sandbox.interrupt("deleted");
  expect(await waitUntil(clock, NOON + 1000, { atMost: HOUR })).toBe("deleted");
});

test("a thousand wait at once, and all are told", async () => {
  const { clock } = openAtNoon();
  const waits = Array.from({ length: 1000 }, (_, at) => waitUntil(clock, NOON + 1 + at, { atMost: HOUR }));
  clock.advance("PT0.5S");
  expect(clock.timers.size).toBe(500);
  clock.advance("PT1S");
  expect(new Set(await Promise.all(waits))).toEqual(new Set(["reached"]));
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])("a wait of at most %s ms is refused", async (atMost) => {
  const { clock } = openAtNoon();
  await expect(waitUntil(clock, NOON, { atMost })).rejects.toThrow(EngineError);
  expect(clock.timers.size).toBe(0);
});
