import { expect, onTestFinished, test } from "vitest";
import { stdio } from "../../contracts/adapters/stdio.ts";
import { PRODUCTS } from "../../contracts/products/find-product.ts";
import { runContract } from "../../contracts/runner.ts";
import { needTool } from "../authority/run-tool.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();
const python = process.platform === "win32" ? "python" : "python3";
const name = "the Python example keeps every promise of the $title contract over stdio";

test.for(PRODUCTS)(name, async (product, context) => {
  await needTool(context, python, "--version");
  const adapter = stdio({ command: [python, `examples/python/${product.name}_adapter.py`] });
  onTestFinished(() => adapter.close());

  const run = await runContract({ product, adapter, control: control() });

  expect(run.results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(run.level).toBe("hardened");
});
