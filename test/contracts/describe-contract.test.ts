import { expect, test } from "vitest";
import { runTool } from "../authority/run-tool.ts";

/** Runs one file of `described` as a project's own test would be. */
function run(file: string) {
  const config = "test/contracts/described/vitest.config.ts";
  const args = ["node_modules/vitest/vitest.mjs", "run", "--reporter=verbose", "--no-color", "--config", config, file];
  return runTool(process.execPath, args);
}

test("each check is a test of its id: it fails with what explains it, or is skipped with its reason", async () => {
  const { code, output } = await run("flawed-connector");
  expect(code).toBe(1);
  expect(output).toMatch(/✓ .*Passwordstate contract > reading\.missing/);
  expect(output).toMatch(/× .*Passwordstate contract > reading\.by-id/);
  expect(output).toMatch(/↓ .*reading\.by-name .*\[The connector does not declare readByName\.\]/);
  expect(output).toMatch(/↓ .*reading\.values .*\[known to fail: mended soon\]/);
  expect(output).toMatch(/↓ .*reading\.repeat .*\[no time \(until 2999-12-31\)\]/);
  expect(output).toMatch(
    /Broken promise: promise: A secret is read with its value.*\nseen: .+\nto mend: .+\nrequests: /s,
  );
  expect(output).toContain(`again: npx vitest run -t "reading.by-id"`);
  expect(output).toMatch(/✓ .*Passwordstate contract > some check ran/);
  expect(output).not.toContain("what was agreed on is declared");
});

test("terms that do not hold are refused by the rules of a configuration, and what differs from them fails", async () => {
  const { code, output } = await run("wrong-terms");
  expect(code).toBe(1);
  expect(output).toContain("The terms: expect.1.reason: Say why.");
  expect(output).toContain("The terms: expect.0.check: The Passwordstate contract has no check 'reading.by-magic'");
  expect(output).toContain("The terms: timeLimits.telling.*: The Passwordstate contract has no check 'telling.*'");
  expect(output).toContain("The terms: bypass.0.until: The bypass of 'reading.by-id' ended on 2020-01-31.");
  expect(output).toContain("The terms: bypasses: 'bypasses' is not known here.");
  expect(output).toMatch(/× .*Passwordstate contract > what was agreed on is declared/);
  expect(output).toContain("The connector declares createSecret, which was not agreed on.");
  expect(output).toMatch(/↓ .*tls\.expired .*\[The vault is reached through http\.\]/);
  expect(output).toMatch(/× .*Passwordstate contract > some check ran/);
  expect(output).toContain("Of 5 checks that were asked for none ran.");
});

test("a pattern that no check fits is refused before anything runs", async () => {
  const { code, output } = await run("no-check");
  expect(code).toBe(1);
  expect(output).toContain("The Passwordstate contract has no check 'reading.by-magic'");
  expect(output).not.toContain("✓");
});
