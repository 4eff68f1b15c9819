import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Level } from "../../contracts/check.ts";
import { terminalReport } from "../../contracts/reports/terminal.ts";
import type { CheckResult, Outcome, RunResult } from "../../contracts/result.ts";
import { summarise } from "../../contracts/summarise.ts";

function results(...outcomes: readonly (readonly [Level, Outcome])[]): CheckResult[] {
  const words = { intent: "i", promise: "p", source: "s", milliseconds: 1 };
  return outcomes.map(([level, outcome], at) => ({ ...words, id: `check.${at}`, level, outcome }));
}

/** The last line of a whole run's report. */
function sumUp(given: readonly CheckResult[], run: Pick<Partial<RunResult>, "scheme" | "interrupted"> = {}): string {
  const out = new PassThrough().setEncoding("utf8");
  const about = { product: "p", connector: { name: "c", version: "1" }, seed: 1, concurrency: 1, milliseconds: 1_000 };
  const rest = { scheme: "https", leftovers: [], problems: [], interrupted: false } as const;
  const report = terminalReport({ out, title: "Vault", again: () => "" });
  report.onEnd({ ...about, ...rest, ...summarise(given, !run.interrupted), ...run });
  return String(out.read()).trimEnd().split("\n").at(-1) ?? "";
}

const whole = results(["core", "passed"], ["standard", "passed"], ["hardened", "passed"]);
const partly = results(["core", "passed"], ["standard", "skipped"], ["standard", "passed"], ["hardened", "skipped"]);

test("a level that was reached without skips is reached, and no more is said", () => {
  expect(summarise(whole, true)).toMatchObject({ level: "hardened", skippedUpToLevel: 0 });
  expect(sumUp(whole)).toMatch(/ Level reached: hardened\.$/);
});

test("a level that was reached with checks skipped says for what, and how many", () => {
  const declared = results(["core", "passed"], ["core", "skipped"], ["standard", "passed"], ["standard", "skipped"]);
  expect(summarise(declared, true)).toMatchObject({ level: "standard", skippedUpToLevel: 2 });
  expect(sumUp(declared)).toMatch(/ Level reached: standard \(for what it declares; 2 checks skipped\)\.$/);
  expect(sumUp(declared.slice(0, 2), { scheme: "http" })).toMatch(
    / Level reached: core \(for what it declares, over http; 1 check skipped\)\.$/,
  );
});

test("a level of which every check was skipped is not reached, and its skips are not counted", () => {
  expect(summarise(partly, true)).toMatchObject({ level: "standard", skippedUpToLevel: 1 });
});

test("a run that was interrupted claims no level, in the text and in the results", () => {
  const summary = summarise(whole, false);
  expect("level" in summary || "skippedUpToLevel" in summary).toBe(false);
  expect(sumUp(whole, { interrupted: true })).not.toContain("Level");
});
