import { version } from "../../src/version.ts";
import { isTrouble } from "../result.ts";
import type { JsonReport } from "./json-shape.ts";
import { REPORT_FORMAT } from "./json-shape.ts";
import type { Report } from "./report.ts";

/** A report as JSON, with the command that runs each failure again; `docs/schemas/report.schema.json` describes it. */
export function jsonReport({ runs, troubles, exitCode }: Report): string {
  const report: JsonReport = {
    format: REPORT_FORMAT,
    fauxvault: version,
    exitCode,
    troubles,
    runs: runs.map(({ name, run, again }) => ({
      name,
      ...run,
      results: run.results.map((result) => (isTrouble(result) ? { ...result, again: again(result) } : result)),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
