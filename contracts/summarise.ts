import { LEVELS, type Level } from "./check.ts";
import { type CheckResult, OUTCOMES, type Outcome, type RunResult } from "./result.ts";

/** A promise that is known to be broken is broken. */
const BROKEN: ReadonlySet<Outcome> = new Set(["failed", "known", "error"]);
const NOT_RUN: ReadonlySet<Outcome> = new Set(["skipped", "bypassed"]);

/** What a run's results come to. A level is reached only by a run of all checks up to it, to their end: `isWhole`. */
export function summarise(
  results: readonly CheckResult[],
  isWhole: boolean,
): Pick<RunResult, "results" | "counts" | "level" | "skippedUpToLevel"> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of results) counts[outcome] += 1;
  const level = isWhole ? findLevel(results) : undefined;
  if (level === undefined) return { results, counts };
  const skipped = results.filter(({ outcome, ...result }) => NOT_RUN.has(outcome) && isUpTo(level, result.level));
  return { results, counts, level, skippedUpToLevel: skipped.length };
}

function findLevel(results: readonly CheckResult[]): Level | undefined {
  let reached: Level | undefined;
  for (const level of LEVELS) {
    const ofLevel = results.filter((result) => result.level === level);
    const hasPassed = ofLevel.some(({ outcome }) => outcome === "passed");
    if (!hasPassed || ofLevel.some(({ outcome }) => BROKEN.has(outcome))) break;
    reached = level;
  }
  return reached;
}

function isUpTo(highest: Level, level: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(highest);
}
