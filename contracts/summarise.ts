import { LEVELS, type Level } from "./check.ts";
import type { CheckResult, Outcome, RunResult } from "./result.ts";

/** What a run's results come to. A level is reached only by a run of all checks up to it: `isWhole`. */
export function summarise(
  results: readonly CheckResult[],
  isWhole: boolean,
): Pick<RunResult, "results" | "counts" | "level"> {
  const counts: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0, error: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  const level = isWhole && counts.passed > 0 ? findLevel(results) : undefined;
  return { results, counts, ...(level === undefined ? {} : { level }) };
}

function findLevel(results: readonly CheckResult[]): Level | undefined {
  let reached: Level | undefined;
  for (const level of LEVELS) {
    const ofLevel = results.filter((result) => result.level === level);
    if (ofLevel.length === 0 || ofLevel.some(({ outcome }) => outcome === "failed" || outcome === "error")) break;
    reached = level;
  }
  return reached;
}
