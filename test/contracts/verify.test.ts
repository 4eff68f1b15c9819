import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import type { VerifyOptions } from "../../contracts/verify/options.ts";
import { verify } from "../../contracts/verify/verify.ts";
import { ControlClient } from "../../src/control/client.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** Runs `verify` and gives its exit code and all that it wrote. */
async function run(options: Partial<VerifyOptions>): Promise<{ code: number; text: string }> {
  const out = new PassThrough();
  const code = await verify({ product: "passwordstate", control: control(), out, ...options });
  out.end();
  return { code, text: (await out.setEncoding("utf8").toArray()).join("") };
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-verify-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A module whose connector needs nothing, and can do nothing but describe itself and throw. */
async function writeModule(text: string): Promise<string> {
  const file = path.join(await makeFolder(), "connector.mjs");
  await writeFile(file, text);
  return file;
}

const FAILING = `
  const settings = ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" }));
  const fail = async () => { throw Object.assign(new Error("no " + given?.credential), { kind: "forbidden" }); };
  let given;
  export const createConnector = () => ({
    describe: () => ({ name: "failing", version: "2", capabilities: [], settings, missingDelete: "done", secondCreate: "update" }),
    connect: async (settings) => { given = settings; }, close: async () => {}, testConnection: fail, getSecret: fail,
  });`;

test("a failure says what was promised, what was seen, what to mend, and how to see it again; without a secret", async () => {
  const module = await writeModule(FAILING);
  const { code, text } = await run({ module, only: ["reading.by-id", "declaration.*"], seed: 7 });
  expect(code).toBe(1);
  expect(text).toContain("Passwordstate contract for failing 2: 3 checks, 4 at once, seed 7");
  expect(text).toMatch(/FAILED {3}reading\.by-id +\d+ ms\n +promise +A secret is read with its value/);
  expect(text).toContain(`seen      getSecret failed with 'forbidden' ("no ***"). It should succeed.`);
  expect(text).toMatch(/to mend +Ask for the id/);
  expect(text).toMatch(/requests +none reached the vault/);
  expect(text).toContain(
    `npx --no-install fauxvault verify passwordstate --only reading.by-id --seed 7 --module ${module}`,
  );
  expect(text).toMatch(/\n2 passed, 1 failed, 0 skipped, 0 in error, in \d+\.\d s\.\n$/);
  expect(text).not.toContain("\u001b");
});

test("the report as JSON goes to a file beside the text, or in its place", async () => {
  const module = await writeModule(FAILING);
  const file = path.join(await makeFolder(), "report.json");
  const beside = await run({ module, only: ["reading.by-id"], seed: 7, json: file });
  const inPlace = await run({ module, only: ["reading.by-id"], seed: 7, json: true });
  expect(beside.text).toContain("FAILED");
  for (const text of [await readFile(file, "utf8"), inPlace.text]) {
    const report = JSON.parse(text);
    const [first] = report.runs;
    expect(report).toMatchObject({ format: 2, exitCode: 1, troubles: [] });
    expect(first).toMatchObject({ name: "passwordstate", product: "passwordstate", seed: 7, counts: { failed: 1 } });
    expect(first.results[0]).toMatchObject({ id: "reading.by-id", outcome: "failed" });
    expect(first.results[0].again).toContain("--only reading.by-id --seed 7");
    expect(text).not.toMatch(/[0-9a-f]{32}/);
  }
});

const [node, script] = [process.execPath, "-e"];

test.each([
  [
    "a program that is not there",
    2,
    "There is no program 'no-such-program-here'",
    { command: ["no-such-program-here"] },
  ],
  ["no connector at all", 2, "Name your connector", {}],
  ["two connectors", 2, "not both", { command: ["a"], module: "b" }],
  ["a module that is not there", 2, "no-such-module.mjs cannot be loaded", { module: "./no-such-module.mjs" }],
  ["an unknown product", 2, "There is no contract for 'keepass'. Known: passw", { product: "keepass", command: ["a"] }],
  ["an unknown check", 3, "has no check 'reading.by-magic'", { command: ["a"], only: ["reading.by-magic"] }],
  [
    "an adapter that dies at once",
    3,
    "Its last words: so tired",
    { command: [node, script, "console.error('so tired')"] },
  ],
  [
    "an adapter that is silent",
    3,
    "describe did not come back",
    { command: [node, script, "setInterval(() => {}, 99)"] },
  ],
  [
    "an adapter that asks its user",
    3,
    `It wrote: "API key?".`,
    { command: [node, script, "process.stderr.write('API key? '); setInterval(() => {}, 99)"] },
  ],
] as const)("%s is said in a line, with the exit code %s", async (_, code, line, options) => {
  const result = await run({ timeLimit: 15_000, ...options });
  expect(result.text).toContain(line);
  expect(result.code).toBe(code);
});

test("a module without createConnector is told what to export", async () => {
  const module = await writeModule("export const connector = {};");
  const { code, text } = await run({ module });
  expect([code, text]).toEqual([2, `${module} exports no function 'createConnector'; let it return your connector.\n`]);
});

test("a fauxvault that does not answer ends with 4", async () => {
  const module = await writeModule(FAILING);
  const { code, text } = await run({ module, control: new ControlClient({ url: "http://127.0.0.1:1" }) });
  expect(code).toBe(4);
  expect(text).toContain("http://127.0.0.1:1");
});
