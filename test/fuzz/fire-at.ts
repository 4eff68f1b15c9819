import fc from "fast-check";
import { expect } from "vitest";
import { type Range, startTarget } from "./vault-under-fire.ts";

/** FAUXVAULT_FUZZ_SEED repeats a run, or tries another one; a failure prints its seed and the smallest request that fails. */
export const seed = Number(process.env.FAUXVAULT_FUZZ_SEED ?? 20260301);

/** Some requests, and how many of them. */
interface Volley {
  readonly requests: fc.Arbitrary<Uint8Array>;
  readonly count: number;
  /** Whether none of them carries a key that opens something, so that nothing at all may change. */
  readonly refused: boolean;
}

/** What came of a run. */
interface Run {
  /** How many different requests there were. */
  readonly different: number;
  /** The kinds of answers that came, each once. */
  readonly kinds: ReadonlySet<string>;
}

/**
 * Fires volleys at a product. Fails when one crashes it, when it answers an unexpected 500, and when something changes without an
 * answer that says so.
 */
export async function fireAt(range: Range, volleys: readonly Volley[]): Promise<Run> {
  console.info(`FAUXVAULT_FUZZ_SEED=${seed}`);
  const target = await startTarget(range);
  const different = new Set<string>();
  const kinds = new Set<string>();
  for (const { requests, count, refused } of volleys) {
    await check(requests, count, async (bytes) => {
      different.add(Buffer.from(bytes).toString("latin1"));
      const shot = await target.fire(bytes);
      for (const kind of shot.kinds) kinds.add(kind);
      expect({ crashes: shot.crashes, unexpected: shot.unexpected }).toEqual({ crashes: [], unexpected: [] });
      if (refused || !shot.succeeded) expect(shot.changed).toBe(false);
      if (different.size % 500 === 0) await target.expectAlive();
    });
  }
  await target.expectAlive();
  return { different: different.size, kinds };
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
