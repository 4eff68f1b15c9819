import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { terminalReport } from "../../contracts/reports/terminal.ts";
import type { CheckResult } from "../../contracts/result.ts";

const told = { level: "core", intent: "i", promise: "It holds", source: "T1", milliseconds: 12 } as const;

const AT = "2026-03-01T09:00:00.000Z";

const failed: CheckResult = {
  ...{ ...told, id: "some.check", outcome: "failed", message: "It did not hold.", fix: "Hold it" },
  requests: [
    {
      at: AT,
      method: "GET",
      target: "/api/a",
      channel: "https",
      status: 200,
      credential: "System Wide",
      carrier: "header",
      faults: [],
    },
    { at: AT, method: "GET", target: "/api/b", channel: "http", status: 0, reason: "no such path", faults: ["reset"] },
  ],
  output: "first line\nsecond line",
  held: { address: "https://localhost:1", sandbox: "s2" },
};

/** What a report of one result looks like on a terminal, or elsewhere. */
function write(result: CheckResult, isTerminal: boolean): string {
  const out = Object.assign(new PassThrough().setEncoding("utf8"), { isTTY: isTerminal });
  const report = terminalReport({ out, title: "Vault", again: ({ id }, seed) => `again ${id} ${seed}` });
  report.onStart({ connector: { name: "some", version: "1" }, checks: [result.id], concurrency: 1, seed: 0 });
  out.read();
  report.onResult(result);
  return String(out.read());
}

function setNoColor(value: string | undefined): void {
  const before = process.env.NO_COLOR;
  if (value === undefined) delete process.env.NO_COLOR;
  else process.env.NO_COLOR = value;
  onTestFinished(() => {
    if (before === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = before;
  });
}

test("a failure is told with everything that explains it", () => {
  expect(write(failed, false)).toBe(`\
  FAILED   some.check                            12 ms
           promise   It holds (core)
           seen      It did not hold.
           to mend   Hold it
           requests  GET /api/a over https (System Wide in the header) -> 200
                     GET /api/b over http (no credential) -> no answer: no such path, fault: reset
           output    first line
                     second line
           held      https://localhost:1 is open (sandbox s2) until Ctrl-C
           again     again some.check 0
`);
});

test("colours are for terminals, unless NO_COLOR says otherwise", () => {
  setNoColor(undefined);
  expect(write(failed, true)).toContain("\u001b[31mFAILED  \u001b[0m");
  expect(write(failed, false)).not.toContain("\u001b");
  setNoColor("1");
  expect(write(failed, true)).not.toContain("\u001b");
});

test("a skipped check says why in its line", () => {
  const skipped: CheckResult = { ...told, id: "some.check", outcome: "skipped", message: "Not declared." };
  expect(write(skipped, false)).toMatch(/^ {2}skipped {2}some\.check +Not declared\.\n$/);
});

test("results are told in the contract's order, whatever order they come in, and at the end those that wait", () => {
  const out = new PassThrough().setEncoding("utf8");
  const report = terminalReport({ out, title: "Vault", again: () => "" });
  const tell = (id: string) => report.onResult({ ...told, id, outcome: "passed" });
  const shown = () => [...String(out.read() ?? "").matchAll(/ passed +(\S+)/g)].map(([, id]) => id);
  const connector = { name: "some", version: "1" };
  report.onStart({ connector, checks: ["a.1", "a.2", "b.1", "b.2"], concurrency: 1, seed: 1 });
  tell("b.2");
  tell("a.2");
  expect(shown()).toEqual([]);
  tell("a.1");
  expect(shown()).toEqual(["a.1", "a.2"]);
  const counts = { passed: 3, failed: 0, known: 0, skipped: 0, bypassed: 0, error: 0 };
  const rest = {
    scheme: "https",
    milliseconds: 1,
    results: [],
    counts,
    leftovers: [],
    problems: [],
    interrupted: true,
  } as const;
  report.onEnd({ product: "vault", connector, seed: 1, concurrency: 1, ...rest });
  expect(shown()).toEqual(["b.2"]);
});
