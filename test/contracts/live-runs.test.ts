import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { findProduct } from "../../contracts/products/find-product.ts";
import { exitCodeOf } from "../../contracts/result.ts";
import { runContract } from "../../contracts/runner.ts";
import { createConnector as createPasswordstate } from "../../examples/typescript/passwordstate-connector.ts";
import { createConnector as createPmp } from "../../examples/typescript/pmp-connector.ts";
import { needTool } from "../authority/run-tool.ts";
import type { LiveTarget } from "./live-target.ts";
import { permitWrites, startTarget, verifyAt, writeTemporary } from "./live-target.ts";

const project = path.resolve(import.meta.dirname, "../..");
const python = process.platform === "win32" ? "python" : "python3";
const adapterOf = (product: string) => [python, path.join(project, "examples", "python", `${product}_adapter.py`)];
const WRITING = { container: "101", allowWrites: true, prefix: "fv-" };

for (const [name, createConnector] of [
  ["passwordstate", createPasswordstate],
  ["pmp", createPmp],
] as const) {
  const product = findProduct(name);

  test(`a connector in this process keeps its promises at a real ${product.title}, which is then as it was`, async () => {
    const at = await startTarget(name);
    const before = await at.content();
    const adapter = inProcess(createConnector);
    const run = await runContract({ product, adapter, target: { target: permitWrites(at) } });
    await adapter.close();
    const trouble = run.results.filter(({ outcome }) => outcome !== "passed" && outcome !== "skipped");
    expect({ trouble, code: exitCodeOf(run), leftovers: run.leftovers }).toEqual({
      trouble: [],
      code: 0,
      leftovers: [],
    });
    expect(run).toMatchObject({ target: at.https, concurrency: 1 });
    const allowed = product.checks.filter(({ targets }) => targets.includes("live-write"));
    expect(run.counts.passed).toBe(allowed.length);
    expect(await at.content()).toEqual(before);
    expect((await at.writes()).length).toBeGreaterThan(allowed.length);
  });

  test(`a connector in Python keeps them too, and may write nothing unless it is allowed: ${product.title}`, async (context) => {
    await needTool(context, python, "--version");
    const at = await startTarget(name);
    const before = await at.content();
    const reading = await verifyAt(at, { product: name, command: adapterOf(name), container: at.container });
    expect(reading).toMatchObject({ code: 0 });
    expect(await at.writes()).toEqual([]);
    expect(reading.text).toMatch(/skipped +writing\.values +It makes secrets, and this target is only to be read/);
    expect(reading.text).toMatch(/skipped +network\.timeout +It takes a vault that can be steered/);
    expect(reading.text).toMatch(/skipped +reading\.by-id +It reads a secret whose value is known/);
    const writing = await verifyAt(at, { product: name, command: adapterOf(name), ...WRITING });
    expect(writing).toMatchObject({ code: 0 });
    expect(writing.text).toMatch(/passed +writing\.values/);
    expect(await at.content()).toEqual(before);
    for (const secret of [at.credential, "cv-"]) expect(reading.text + writing.text).not.toContain(secret);
  });
}

/** A configuration that names a secret which the fixture has, by the variable that holds its value. */
function configure({ https, caFile }: LiveTarget, valueEnv: string, name = "plain"): string {
  const secrets = [{ id: "1001", container: "101", name, valueEnv }];
  const target = { address: https, caFile, credentialEnv: "TEAM_KEY", container: "101", secrets };
  const adapter = { command: adapterOf("passwordstate") };
  return JSON.stringify({ connectors: { nightly: { product: "passwordstate", adapter, target } } });
}

test("where nothing may be written, a secret that the configuration names is read, and its value comes from the environment", async (context) => {
  await needTool(context, python, "--version");
  const at = await startTarget("passwordstate");
  const config = await writeTemporary("fauxvault.config.json", configure(at, "TEAM_VALUE"));
  const environment = { TEAM_KEY: at.credential, TEAM_VALUE: "Marigold-Anvil-41" };
  const json = await writeTemporary("report.json", "");
  const plan = { target: undefined, caFile: undefined, config, environment, json };
  const { code, text } = await verifyAt(at, plan);
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toMatch(/passed +reading\.by-id/);
  expect(await at.writes()).toEqual([]);
  const report = await readFile(json, "utf8");
  expect(report).toContain(`"target": "${at.https}"`);
  for (const secret of Object.values(environment)) expect(text + report).not.toContain(secret);

  const wrong = await verifyAt(at, { ...plan, environment: { ...environment, TEAM_VALUE: "Marigold-Anvil-42" } });
  expect(wrong.code).toBe(1);
  expect(wrong.text).toMatch(/FAILED +reading\.by-id/);
  expect(wrong.text).not.toContain("Marigold");
  const unset = await verifyAt(at, { ...plan, environment: { TEAM_KEY: at.credential } });
  expect(unset).toMatchObject({ code: 2, text: expect.stringContaining("TEAM_VALUE is not set") as string });
});

test("a secret that the configuration names wrongly is told before anything runs", async (context) => {
  await needTool(context, python, "--version");
  const at = await startTarget("passwordstate");
  const config = await writeTemporary("fauxvault.config.json", configure(at, "TEAM_VALUE", "plane"));
  const environment = { TEAM_KEY: at.credential, TEAM_VALUE: "Marigold-Anvil-41" };
  const { code, text } = await verifyAt(at, { target: undefined, caFile: undefined, config, environment });
  expect(code).toBe(2);
  expect(text).toContain("names a secret 1001 in 101 as 'plane'");
});
