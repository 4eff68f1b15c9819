import type { CheckResult } from "../result.ts";
import { areaOf } from "./area-of.ts";
import { explain } from "./explain.ts";
import type { Report, ReportedRun, Trouble } from "./report.ts";
import { sumUp, tellRemarks } from "./sum-up.ts";
import { element, type XmlElement } from "./xml.ts";

/**
 * A report as JUnit XML, as Jenkins, GitLab and others read it: a suite for each run, a case for each check. What fails a run beside its
 * checks is a case of its own, so that no reader takes it for a success.
 */
export function junitReport({ runs, troubles }: Report): string {
  const suites = [...runs.map(toSuite), ...troubles.map(toTroubledSuite)];
  const { text } = element("testsuites", { name: "fauxvault" }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

function toSuite({ name, run, again }: ReportedRun): XmlElement {
  const { connector, counts, results, leftovers, problems, interrupted } = run;
  const ran = counts.passed + counts.failed + counts.known + counts.error;
  const ownCases = leftovers.length + problems.length > 0 || interrupted || ran === 0;
  const cases = results.map((result) => toCase(result, name, again));
  const remarks = [...tellRemarks(run), ...(ran === 0 ? [sumUp(run)] : [])].join(" ");
  if (ownCases) cases.push(caseOf(name, "run", 0, [element("error", { message: remarks })]));
  const properties = {
    product: run.product,
    connector: connector.name,
    version: connector.version,
    seed: run.seed,
    scheme: run.scheme,
    ...(run.target === undefined ? {} : { target: run.target }),
    concurrency: run.concurrency,
    level: run.level ?? "none",
  };
  const tells = Object.entries(properties).map(([key, value]) => element("property", { name: key, value }));
  const numbers = {
    tests: cases.length,
    failures: counts.failed,
    errors: counts.error + (ownCases ? 1 : 0),
    skipped: counts.skipped + counts.bypassed + counts.known,
    time: seconds(run.milliseconds),
  };
  return element("testsuite", { name, ...numbers }, [element("properties", {}, tells), ...cases]);
}

function toTroubledSuite({ name, message }: Trouble): XmlElement {
  const cases = [caseOf(name, "run", 0, [element("error", { message })])];
  return element("testsuite", { name, tests: 1, failures: 0, errors: 1, skipped: 0, time: seconds(0) }, cases);
}

function toCase(result: CheckResult, name: string, again: ReportedRun["again"]): XmlElement {
  const { id, outcome, message = "", reason, milliseconds } = result;
  return caseOf(`${name}.${areaOf(result)}`, id, milliseconds, content());

  function content(): XmlElement[] {
    if (outcome === "passed") return [];
    if (outcome === "known") return [element("skipped", { message: `known to fail: ${reason}; seen: ${message}` })];
    if (outcome === "skipped" || outcome === "bypassed") return [element("skipped", { message })];
    const parts = explain(result, again(result));
    const told = (names: readonly string[]) =>
      parts.filter((part) => names.includes(part.name)).map((part) => `${part.name}: ${part.lines.join("\n  ")}`);
    const why = told(["promise", "seen", "known", "to mend", "in play", "again"]).join("\n");
    const tag = outcome === "failed" ? "failure" : "error";
    return [
      element(tag, { message, type: outcome === "failed" ? "broken promise" : "harness" }, why),
      element("system-out", {}, told(["requests", "held"]).join("\n")),
      ...(result.output === undefined ? [] : [element("system-err", {}, result.output)]),
    ];
  }
}

function caseOf(classname: string, name: string, milliseconds: number, content: XmlElement[]): XmlElement {
  return element("testcase", { classname, name, time: seconds(milliseconds) }, content);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
