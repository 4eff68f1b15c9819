import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { needTool, runTool } from "../authority/run-tool.ts";
import { startVault } from "./start-vault.ts";

const script = fileURLToPath(new URL("python-client.py", import.meta.url));

test.for(["System Wide", 57])(
  "a client of Python's standard library goes round with key %s, in any alphabet",
  async (of, context) => {
    await needTool(context, "python3", "--version");
    const vault = await startVault();
    const { code, output } = await runTool("python3", [script, vault.url, vault.key(of), "57"]);
    expect(code, output).toBe(0);
    expect(JSON.parse(output)).toEqual({
      statuses: [201, 200, 200, 200, 200, 204, 404],
      created: [true, true],
      found: [true],
      updated: [true],
      read: [true],
      history: [true, true],
      deleted: null,
      missing: "Not Found",
      "phrase is body": true,
    });
  },
);
