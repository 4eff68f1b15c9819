import { Canaries } from "../canaries.ts";
import type { Report, ReportedRun, Trouble } from "../reports/report.ts";
import { parseReportTarget, prepareReports, type ReportTarget, writeReports } from "../reports/write-reports.ts";
import { EXIT_CODES, exitCodeOf } from "../result.ts";
import { findIdlePatterns } from "../select-checks.ts";
import { findJobs, type Job } from "./find-jobs.ts";
import { judgeError, NothingRan, worstOf } from "./judge-error.ts";
import type { VerifyOptions } from "./options.ts";
import { runJob } from "./run-job.ts";

/**
 * Runs contracts against connectors, one that is named or those of a configuration, and reports it. Gives the exit code: 0 passed, 1 a
 * check failed or something was left behind, 2 wrong usage, 3 nothing ran, 4 the vault could not be reached, 130 interrupted. Says why
 * whenever it is not 0.
 */
export async function verify(options: VerifyOptions): Promise<number> {
  const { out } = options;
  const [signal, forget] = options.signal ? [options.signal, () => undefined] : listenForInterrupt();
  const canaries = new Canaries();
  try {
    const targets = readTargets(options);
    const jobs = pickJobs(await findJobs(options), options.only);
    await prepareReports(targets);
    const report = await runJobs(jobs, { ...options, signal }, targets, canaries);
    await writeReports(report, targets, out);
    return report.exitCode;
  } catch (error) {
    const { code, message } = judgeError(error);
    out.write(`${canaries.mask(message)}\n`);
    return code;
  } finally {
    forget();
  }
}

async function runJobs(
  jobs: readonly Job[],
  options: VerifyOptions & { readonly signal: AbortSignal },
  targets: readonly ReportTarget[],
  canaries: Canaries,
): Promise<Report> {
  const { only, seed, repeat, bail, hold, control, signal, environment, ledger } = options;
  const out = targets.some(({ file }) => file === undefined) ? undefined : options.out;
  const runs: ReportedRun[] = [];
  const troubles: Trouble[] = [];
  const codes: number[] = [];
  for (const job of jobs) {
    if (signal.aborted) break;
    if (jobs.length > 1) out?.write(`${runs.length + troubles.length > 0 ? "\n" : ""}${job.name}\n`);
    try {
      const onRun = (run: ReportedRun) => {
        runs.push(run);
        codes.push(exitCodeOf(run.run));
      };
      await runJob(job, { canaries, only, seed, repeat, bail, hold, control, environment, ledger, signal, out, onRun });
    } catch (error) {
      const { code, message } = judgeError(error);
      const told = canaries.mask(message);
      (out ?? process.stderr).write(`${told}\n`);
      troubles.push({ name: job.name, message: told });
      codes.push(code);
      if (code === EXIT_CODES.unreachable) break;
    }
    if (bail && worstOf(codes) !== EXIT_CODES.passed) break;
  }
  return {
    runs,
    troubles,
    exitCode: worstOf(signal.aborted && runs.length === 0 ? [...codes, EXIT_CODES.interrupted] : codes),
  };
}

/** The jobs that have a check which is wanted. Patterns that no job has a check for are refused. */
function pickJobs(jobs: readonly Job[], only: readonly string[] | undefined): readonly Job[] {
  const idle = jobs.map(({ product }) => findIdlePatterns(product.checks, only));
  const [nobodys] = (idle[0] ?? []).filter((pattern) => idle.every((patterns) => patterns.includes(pattern)));
  const [first] = jobs;
  if (nobodys !== undefined && first) {
    const { title, checks } = first.product;
    const ids = checks.map(({ id }) => `  ${id}`).join("\n");
    throw new NothingRan(`The ${title} contract has no check '${nobodys}', so nothing ran. It has:\n${ids}`);
  }
  return jobs.filter((_, at) => only === undefined || (idle[at]?.length ?? 0) < only.length);
}

/** The reports that are wanted; `--json` is short for one of them. */
function readTargets({ reports = [], json }: VerifyOptions): ReportTarget[] {
  const asked = reports.map(parseReportTarget);
  if (json === undefined || json === false) return asked;
  return [...asked, { format: "json", file: json === true ? undefined : json }];
}

function listenForInterrupt(): [AbortSignal, () => void] {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once("SIGINT", abort);
  return [controller.signal, () => process.removeListener("SIGINT", abort)];
}
