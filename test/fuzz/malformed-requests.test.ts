import fc from "fast-check";
import { expect, test } from "vitest";
import { keyed, refusable } from "./malformed-request.ts";
import { type Shot, startTarget } from "./vault-under-fire.ts";

// FAUXVAULT_FUZZ_SEED repeats a run, or tries another one; a failure prints its seed and the smallest request that fails.
const seed = Number(process.env.FAUXVAULT_FUZZ_SEED ?? 20260301);
const COUNT = 10_000;

test(`${COUNT} different malformed requests, from seed ${seed}, crash nothing and change nothing unless they succeed`, {
  timeout: 180_000,
}, async () => {
  console.info(`FAUXVAULT_FUZZ_SEED=${seed}`);
  const target = await startTarget();
  const different = new Set<string>();
  const statuses = new Map<number, number>();
  const fire = async (bytes: Uint8Array) => {
    different.add(Buffer.from(bytes).toString("latin1"));
    const shot = await target.fire(bytes);
    for (const status of shot.statuses) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expectUnharmed(shot);
    if (different.size % 500 === 0) await target.expectAlive();
    return shot;
  };

  // Without a key that opens something, nothing at all may change.
  await check(refusable, 0.7 * COUNT, async (bytes) => {
    expect((await fire(bytes)).changed).toBe(false);
  });
  // With one, only an answer that says so may have changed something.
  await check(keyed, 0.4 * COUNT, async (bytes) => {
    const { changed, statuses } = await fire(bytes);
    if (changed) expect(statuses.some((status) => status >= 200 && status < 300)).toBe(true);
  });

  await target.expectAlive();
  expect(different.size).toBeGreaterThanOrEqual(COUNT);
  // The requests must reach what they are meant to try: refusals and successes of every kind.
  for (const status of [200, 201, 204, 400, 401, 403, 404, 405]) expect([...statuses.keys()]).toContain(status);
});

function expectUnharmed({ crashes, unexpected }: Shot): void {
  expect(crashes).toEqual([]);
  expect(unexpected).toEqual([]);
}

async function check(requests: fc.Arbitrary<Uint8Array>, numRuns: number, work: (bytes: Uint8Array) => Promise<void>) {
  const shown = (bytes: Uint8Array) => `${JSON.stringify(Buffer.from(bytes).toString("latin1"))} (latin1)`;
  const reporter = (run: fc.RunDetails<[Uint8Array]>) => {
    if (!run.failed) return;
    const [smallest] = run.counterexample ?? [];
    const why = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
    const again = `FAUXVAULT_FUZZ_SEED=${seed}, after ${run.numRuns} requests`;
    throw new Error(`${why}\n\nSmallest request: ${smallest ? shown(smallest) : "none"}\nAgain with ${again}`);
  };
  await fc.assert(fc.asyncProperty(requests, work), { seed, numRuns, reporter });
}
