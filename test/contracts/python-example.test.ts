import { expect, onTestFinished, test } from "vitest";
import { stdio } from "../../contracts/adapters/stdio.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { needTool } from "../authority/run-tool.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();
const python = process.platform === "win32" ? "python" : "python3";

test("the Python example keeps every promise of the Passwordstate contract over stdio", async (context) => {
  await needTool(context, python, "--version");
  const adapter = stdio({ command: [python, "examples/python/passwordstate_adapter.py"] });
  onTestFinished(() => adapter.close());

  const run = await runContract({ product: passwordstate, adapter, control: control() });

  expect(run.results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(run.level).toBe("hardened");
}, 60_000);
