import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { needTool, runTool } from "../authority/run-tool.ts";
import { keys, smallVault } from "./small-vault.ts";
import { startVault } from "./start-vault.ts";

const script = fileURLToPath(new URL("python-client.py", import.meta.url));

test("a client of Python's standard library goes through every usual sequence", async (context) => {
  await needTool(context, "python3", "--version");
  const resourceGroups = [{ name: "ledgers", owner: "builder" }];
  const vault = await startVault({ ...smallVault, flavour: "pam360", resourceGroups });
  vault.administer("resources.add", {
    ...{ name: "licences", type: "License Store", owner: "builder" },
    accounts: [{ name: "cad", file: { name: "cad.lic", text: "seat 1 of 5" } }],
  });
  const url = `http://127.0.0.1:${vault.port("build-01.test")}`;
  const { code, output } = await runTool("python3", [script, url, keys.builder]);
  expect(code, output).toBe(0);
  expect(JSON.parse(output)).toEqual({
    ...{ a: "quartz/81-Tern", b: "quartz/81-Tern", c: "quartz/81-Tern", d: "seat 1 of 5" },
    e: [[{ batch: { STATUS: "Account added successfully" } }], null, [true], "Non-Compliant", "Agate-66+Kite &=%"],
  });
});
