import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { liveLine } from "../../contracts/reports/live-line.ts";

/** What a live line writes on a terminal, or elsewhere. */
function write(isTTY: boolean, environment: NodeJS.ProcessEnv): string {
  const out = Object.assign(new PassThrough().setEncoding("utf8"), { isTTY, columns: 40 });
  const line = liveLine(out, environment);
  line.start(3);
  line.begin("reading.by-id");
  line.begin("reading.values");
  line.hide();
  line.end("reading.by-id");
  line.stop();
  return String(out.read() ?? "");
}

test("a terminal shows how far the run is and what is under way, no wider than it is, and is left clean", () => {
  const shown = write(true, {}).split("\r\u001b[2K");
  expect(shown).toEqual([
    "",
    "  0 of 3 done; under way: reading.by-id",
    "  0 of 3 done; under way: reading.by-i…",
    "",
    "  1 of 3 done; under way: reading.valu…",
    "",
  ]);
  for (const line of shown) expect(line.length).toBeLessThan(40);
});

test.each([
  [false, {}],
  [true, { CI: "true" }],
  [true, { TERM: "dumb" }],
])("elsewhere there is no live line: terminal %j with %j", (isTerminal, environment) => {
  expect(write(isTerminal, environment)).toBe("");
});
