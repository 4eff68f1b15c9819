import { expect, onTestFinished, test } from "vitest";
import { commands } from "../../contracts/adapters/commands/commands.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { needTool } from "../authority/run-tool.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

test("the bash example keeps every promise of the Passwordstate contract as a table of commands", async (context) => {
  for (const tool of ["bash", "curl", "jq"]) await needTool(context, tool, "--version");
  const adapter = await commands({ file: "examples/bash/passwordstate.yaml" });
  onTestFinished(() => adapter.close());

  // Each call is three processes: on a busy machine that takes its time.
  const run = await runContract({ product: passwordstate, adapter, control: control(), timeLimit: 60_000 });

  expect(run.results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(run.level).toBe("hardened");
});
