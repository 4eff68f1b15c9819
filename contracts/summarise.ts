import { LEVELS, type Level } from "./check.ts";
import type { CheckResult, Outcome, RunResult } from "./result.ts";

/** What a run's results come to. A level is reached only by a run of all checks up to it, to their end: `isWhole`. */
export function summarise(
  results: readonly CheckResult[],
  isWhole: boolean,
): Pick<RunResult, "results" | "counts" | "level" | "skippedUpToLevel"> {
  const counts: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0, error: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  const level = isWhole ? findLevel(results) : undefined;
  if (level === undefined) return { results, counts };
  const skipped = results.filter((result) => result.outcome === "skipped" && isUpTo(level, result.level));
  return { results, counts, level, skippedUpToLevel: skipped.length };
}

function findLevel(results: readonly CheckResult[]): Level | undefined {
  let reached: Level | undefined;
  for (const level of LEVELS) {
    const ofLevel = results.filter((result) => result.level === level);
    const hasPassed = ofLevel.some(({ outcome }) => outcome === "passed");
    if (!hasPassed || ofLevel.some(({ outcome }) => outcome === "failed" || outcome === "error")) break;
    reached = level;
  }
  return reached;
}

function isUpTo(highest: Level, level: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(highest);
}
