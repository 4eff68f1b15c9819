import { expect, test } from "vitest";
import { runTool } from "../authority/run-tool.ts";

test("each check is a test of its id: it fails with what explains it, or is skipped with its reason", async () => {
  const config = "test/contracts/described/vitest.config.ts";
  const args = ["node_modules/vitest/vitest.mjs", "run", "--reporter=verbose", "--no-color", "--config", config];
  const { code, output } = await runTool(process.execPath, args);
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
});
