import { randomInt } from "node:crypto";
import type { Writable } from "node:stream";
import { chooseAdapter } from "../adapters/choose-adapter.ts";
import type { Canaries } from "../canaries.ts";
import { holdOpen } from "../hold-open.ts";
import { readTarget } from "../live/read-target.ts";
import type { TargetPlan } from "../live/target-plan.ts";
import { maskRun } from "../reports/mask-run.ts";
import type { ReportedRun } from "../reports/report.ts";
import { tellRepeats } from "../reports/tell-repeats.ts";
import { terminalReport } from "../reports/terminal.ts";
import { type CheckResult, EXIT_CODES, exitCodeOf } from "../result.ts";
import { runContract } from "../runner.ts";
import type { Job } from "./find-jobs.ts";
import type { VerifyOptions } from "./options.ts";
import { tellAgain } from "./tell-again.ts";

/** What running a job needs beside it. */
export interface JobSurroundings
  extends Pick<VerifyOptions, "only" | "seed" | "repeat" | "bail" | "hold" | "control" | "environment" | "ledger"> {
  readonly canaries: Canaries;
  readonly signal: AbortSignal;
  /** Where the text goes; absent when it is not wanted. */
  readonly out: Writable | undefined;
  /** Told of each run as it ends. */
  readonly onRun: (run: ReportedRun) => void;
}

/** Runs one connector, as often as it is wanted. Throws what keeps it from being run. */
export async function runJob(job: Job, around: JobSurroundings): Promise<void> {
  const { canaries, repeat = 1, seed: first = randomInt(2 ** 31), signal, bail, out, onRun } = around;
  const mask = (text: string) => canaries.mask(text);
  const { isolate, folder } = job;
  // Before anything else runs, so that no secret is unknown when something shows.
  const target = targetOf(job, around);
  const concurrency = job.concurrency ?? (target && 1);
  const tellRemoval = () =>
    out?.write(`\nRemoving what was made at ${target?.target.address}. Ctrl-C leaves at once.\n`);
  if (target?.target.writes) signal.addEventListener("abort", tellRemoval, { once: true });
  const adapter = await chooseAdapter(job.adapter, { concurrency, isolate, folder, mask });
  const runs: ReportedRun[] = [];
  try {
    for (let round = 0; round < repeat && !signal.aborted; round += 1) {
      const run = maskRun(await runOnce(job, { ...around, target }, adapter, first + round), canaries);
      const again = (result: CheckResult) => mask(tellAgain(job, result, run.seed));
      const name = repeat === 1 ? job.name : `${job.name} (${round + 1} of ${repeat})`;
      const reported = { name, title: job.product.title, run, again };
      runs.push(reported);
      onRun(reported);
      if (bail && exitCodeOf(run) !== EXIT_CODES.passed) break;
    }
  } finally {
    signal.removeEventListener("abort", tellRemoval);
    await adapter.close();
  }
  if (repeat > 1) out?.write(tellRepeats(runs.map(({ run }) => run)));
}

function targetOf(job: Job, around: JobSurroundings): TargetPlan | undefined {
  if (job.target === undefined) return undefined;
  const { canaries, ledger, environment = process.env } = around;
  const http = job.scheme === "http";
  return { target: readTarget(job.target, { http, environment, canaries }), ledger };
}

async function runOnce(
  job: Job,
  around: JobSurroundings & { readonly target: TargetPlan | undefined },
  adapter: Awaited<ReturnType<typeof chooseAdapter>>,
  seed: number,
) {
  const { product, scheme, terms, level, timeLimit, callTimeLimit, concurrency } = job;
  const { canaries, control, target, only, repeat = 1, bail, hold, signal, out } = around;
  const again = (result: CheckResult) => canaries.mask(tellAgain(job, result, seed));
  const report = out && terminalReport({ out, title: product.title, again, brief: repeat > 1 });
  const run = await runContract({
    ...{ product, adapter, control, target, canaries, only, level, seed, scheme, terms, bail, signal },
    ...{ timeLimit, callTimeLimit, concurrency },
    hold:
      hold && control ? (held) => holdOpen(held, { product, control, out: out ?? process.stderr, signal }) : undefined,
    onStart: report?.onStart,
    onCheck: report?.onCheck,
    onResult: report?.onResult,
  });
  report?.onEnd(run);
  return run;
}
