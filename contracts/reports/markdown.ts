import { type CheckResult, isTrouble, OUTCOMES } from "../result.ts";
import type { Report, ReportedRun } from "./report.ts";
import { sumUp, tellRemarks, tellTarget } from "./sum-up.ts";

/** More failures than this make no summary; the other reports have them all. */
const MOST_FAILURES = 20;

/** A report as Markdown, short enough for the summary of a CI job: a row for each run, and of each failure what it takes to see it again. */
export function markdownReport({ runs, troubles, exitCode }: Report): string {
  const rows = runs.map(({ name, run }) => {
    const counts = OUTCOMES.map((outcome) => run.counts[outcome]);
    return `| ${[inline(name), ...counts, run.level ?? "", run.seed].join(" | ")} |`;
  });
  const table = ["", `| connector | ${OUTCOMES.join(" | ")} | level | seed |`, `| ---${" | ---".repeat(8)} |`, ...rows];
  const lines = [
    `### ${exitCode === 0 ? "Every promise kept" : "Not every promise kept"}`,
    ...(rows.length > 0 ? table : []),
    ...troubles.flatMap(({ name, message }) => ["", `**${inline(name)}** was not run: ${inline(message)}`]),
    ...runs.flatMap(tellRun),
  ];
  return `${lines.join("\n")}\n`;
}

function tellRun({ name, title, run, again }: ReportedRun): string[] {
  const failures = run.results.filter(isTrouble);
  const more = failures.length - MOST_FAILURES;
  return [
    "",
    `**${inline(name)}**: ${inline(title)} contract for ${inline(run.connector.name)} ${inline(run.connector.version)}${inline(tellTarget(run))}. ${sumUp(run)}`,
    ...tellRemarks(run).flatMap((line) => ["", inline(line)]),
    ...failures.slice(0, MOST_FAILURES).flatMap((result) => tellFailure(result, again(result))),
    ...(more > 0 ? ["", `And ${more} more.`] : []),
  ];
}

function tellFailure({ id, outcome, promise, message = "" }: CheckResult, again: string): string[] {
  return [
    "",
    `- **${inline(id)}**${outcome === "error" ? " (in error)" : ""}`,
    `  - promise: ${inline(promise)}`,
    `  - seen: ${inline(message)}`,
    `  - again: ${code(again)}`,
  ];
}

/** Foreign text on one line, with nothing in it that Markdown or HTML would act on. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]|#~$@]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Text in backticks: more of them than it holds in a row. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${text.replace(/\s+/g, " ")}${space}${fence}`;
}
