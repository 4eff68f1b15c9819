import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Writable } from "node:stream";
import { ContractsError } from "../contracts-error.ts";
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { makeFolder } from "./make-folder.ts";
import { markdownReport } from "./markdown.ts";
import type { Report } from "./report.ts";
import { terminalReport } from "./terminal.ts";

const FORMATS = {
  terminal: terminalText,
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
  html: htmlReport,
} as const;

/** A report that is wanted. */
export interface ReportTarget {
  readonly format: keyof typeof FORMATS;
  /** Standard output, in place of the text, when absent. */
  readonly file?: string | undefined;
}

/** Reads `junit=build/report.xml`, or `json` alone. Throws a `ContractsError` that names the formats. */
export function parseReportTarget(text: string): ReportTarget {
  const [, format = "", file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (Object.hasOwn(FORMATS, format) && file !== "") return { format: format as ReportTarget["format"], file };
  const known = Object.keys(FORMATS).join(", ");
  throw new ContractsError(`There is no report '${text}'. Write FORMAT=FILE, or FORMAT for standard output: ${known}.`);
}

/** Makes the folders that reports go to, before anything is run for them. Throws a `ContractsError`. */
export async function prepareReports(targets: readonly ReportTarget[]): Promise<void> {
  const toOutput = targets.filter(({ file }) => file === undefined);
  if (toOutput.length > 1)
    throw new ContractsError("Only one report can go to standard output: name files for the others.");
  for (const { file } of targets) {
    if (file !== undefined) await attempt(file, () => makeFolder(path.dirname(path.resolve(file))));
  }
}

/** Writes every report that is wanted; one that cannot be written keeps no other from being. Throws a `ContractsError` for it then. */
export async function writeReports(report: Report, targets: readonly ReportTarget[], out: Writable): Promise<void> {
  const writing = targets.map(async ({ format, file }) => {
    const text = FORMATS[format](report);
    if (file === undefined) out.write(text);
    else await attempt(file, () => writeFile(file, text));
  });
  const failed = (await Promise.allSettled(writing)).find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

async function attempt(file: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ContractsError(`The report ${file} cannot be written (${code}).`, { cause: error });
  }
}

/** What the terminal showed, as plain lines. */
function terminalText({ runs, troubles }: Report): string {
  const written: string[] = [];
  const out = new Writable({
    decodeStrings: false,
    write(text: string, _, done) {
      written.push(text);
      done();
    },
  });
  for (const { title, run, again } of runs) {
    const report = terminalReport({ out, title, again });
    report.onStart({ ...run, checks: run.results.map(({ id }) => id) });
    for (const result of run.results) report.onResult(result);
    report.onEnd(run);
  }
  for (const { name, message } of troubles) out.write(`${name}: ${message}\n`);
  return written.join("");
}
