import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { terminalReport } from "../../contracts/reports/terminal.ts";
import type { CheckResult } from "../../contracts/result.ts";

const told = { level: "core", intent: "i", promise: "It holds", source: "T1", milliseconds: 12 } as const;

const failed: CheckResult = {
  ...{ ...told, id: "some.check", outcome: "failed", message: "It did not hold.", fix: "Hold it" },
  requests: [
    {
      method: "GET",
      target: "/api/a",
      channel: "https",
      status: 200,
      credential: "System Wide",
      carrier: "header",
      faults: [],
    },
    { method: "GET", target: "/api/b", channel: "http", status: 0, reason: "no such path", faults: ["reset"] },
  ],
  output: "first line\nsecond line",
  held: { address: "https://localhost:1", sandbox: "s2" },
};

/** What a report of one result looks like on a terminal, or elsewhere. */
function write(result: CheckResult, isTerminal: boolean): string {
  const out = Object.assign(new PassThrough().setEncoding("utf8"), { isTTY: isTerminal });
  terminalReport({ out, title: "Vault", again: ({ id }, seed) => `again ${id} ${seed}` }).onResult(result);
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
           promise   It holds (core, T1)
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
  expect(write(failed, true)).toContain("\u001b[31mFAILED \u001b[0m");
  expect(write(failed, false)).not.toContain("\u001b");
  setNoColor("1");
  expect(write(failed, true)).not.toContain("\u001b");
});

test("a skipped check says why in its line", () => {
  const skipped: CheckResult = { ...told, id: "some.check", outcome: "skipped", message: "Not declared." };
  expect(write(skipped, false)).toMatch(/^ {2}skipped {2}some\.check +Not declared\.\n$/);
});
