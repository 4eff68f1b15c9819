import type { RunResult } from "../result.ts";

/** What a run came to, in a line. */
export function sumUp(run: RunResult): string {
  const { counts, milliseconds, results, interrupted } = run;
  const { passed, failed, known, skipped, bypassed, error } = counts;
  const rest = [
    ...(known > 0 ? [`${known} known to fail`] : []),
    `${skipped} skipped`,
    ...(bypassed > 0 ? [`${bypassed} bypassed`] : []),
    `${error} in error`,
  ];
  const numbers = `${passed} passed, ${failed} failed, ${rest.join(", ")}, in ${(milliseconds / 1000).toFixed(1)} s.`;
  if (interrupted) return numbers;
  if (passed + failed + known + error === 0) {
    const why =
      results.length === 0 ? "No check was chosen" : `Every check was ${bypassed > 0 ? "left out" : "skipped"}`;
    return `${why}: nothing ran. ${numbers}`;
  }
  return `${numbers}${tellLevel(run)}`;
}

/** What there is to say of a run beside its checks, a line for each. */
export function tellRemarks({ leftovers, problems, unexercised = [], interrupted, notRun }: RunResult): string[] {
  return [
    ...leftovers.map((leftover) => `Left behind: ${leftover}`),
    ...problems,
    ...(unexercised.length > 0 ? [`Declared, but called upon by no check: ${unexercised.join(", ")}.`] : []),
    ...(interrupted ? ["Interrupted: not every check was run."] : []),
    ...(notRun === undefined ? [] : [`Ended at the first failure: ${notRun} not run.`]),
  ];
}

/** Where a run took place, when it was not at mocks: to be put behind the connector's name. */
export function tellTarget({ target }: Pick<RunResult, "target">): string {
  return target === undefined ? "" : ` at ${target}`;
}

/** A level, with what stands between the run and all of it. */
function tellLevel({ level, skippedUpToLevel = 0, scheme, target }: RunResult): string {
  if (level === undefined) return "";
  const extent = target === undefined ? "for what it declares" : "for what can be tried at a target";
  const declared = scheme === "https" ? extent : `${extent}, over http`;
  const checks = skippedUpToLevel === 1 ? "1 check" : `${skippedUpToLevel} checks`;
  return ` Level reached: ${level}${skippedUpToLevel === 0 ? "" : ` (${declared}; ${checks} skipped)`}.`;
}
