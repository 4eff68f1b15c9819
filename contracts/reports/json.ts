import type { CheckResult, RunResult } from "../result.ts";

/** Changes when a reader of older reports would misread newer ones. */
const FORMAT = 1;

/** A run as JSON, with the command that runs each failure again; secrets are masked in the results already. */
export function jsonReport(run: RunResult, again: (result: CheckResult, seed: number) => string): string {
  const results = run.results.map((result) =>
    result.outcome === "failed" || result.outcome === "error" ? { ...result, again: again(result, run.seed) } : result,
  );
  return `${JSON.stringify({ format: FORMAT, ...run, results }, null, 2)}\n`;
}
