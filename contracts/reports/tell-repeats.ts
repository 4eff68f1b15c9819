import { exitCodeOf, isTrouble, type RunResult } from "../result.ts";

/** More seeds than this of one check say no more. */
const MOST_SEEDS = 5;

/** What came of runs with different seeds: how many kept every promise, and which checks failed with which seeds. */
export function tellRepeats(runs: readonly RunResult[]): string {
  const seeds = new Map<string, number[]>();
  for (const { results, seed } of runs) {
    for (const { id } of results.filter(isTrouble)) seeds.set(id, [...(seeds.get(id) ?? []), seed]);
  }
  const kept = runs.filter((run) => exitCodeOf(run) === 0).length;
  const lines = [...seeds].map(([id, failed]) => {
    const shown = failed.slice(0, MOST_SEEDS).join(", ");
    return `  ${id} failed in ${failed.length}: seed ${shown}${failed.length > MOST_SEEDS ? ", …" : ""}`;
  });
  return [`\nOf ${runs.length} runs, ${kept} kept every promise.`, ...lines, ""].join("\n");
}
