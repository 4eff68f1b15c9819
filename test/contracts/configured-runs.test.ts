import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { findConfig, loadConfig } from "../../contracts/config/load-config.ts";
import type { VerifyOptions } from "../../contracts/verify/options.ts";
import { verify } from "../../contracts/verify/verify.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** A connector that passes what it declares about itself, and fails every read with the settings that it was given. */
const CONNECTOR = `
  const settings = ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" }));
  export const createConnector = () => { let given; return {
    describe: () => ({ name: "c", version: "1", capabilities: ["listContainers"], settings }),
    connect: async (settings) => { given = settings; }, close: async () => {},
    testConnection: async () => ({ outcome: "passed" }), listContainers: async () => [],
    getSecret: async () => { throw Object.assign(new Error([given.tenant, given.timeLimit, given.reason, given.ticket].join(" ").trim()), { kind: "forbidden" }); },
  }; };`;

async function makeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-config-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries({ "connector.mjs": CONNECTOR, ...files }))
    await writeFile(path.join(folder, name), text);
  return folder;
}

/** Runs connectors of a configuration; gives the exit code and all that was written. */
async function run(config: string, options: Partial<VerifyOptions> = {}, name = "fauxvault.config.yaml") {
  const file = path.join(await makeFolder({ [name]: config }), name);
  const out = new PassThrough();
  const code = await verify({ control: control(), out, config: file, seed: 1, ...options });
  out.end();
  return { code, text: (await out.setEncoding("utf8").toArray()).join(""), file };
}

const one = (rest: string) =>
  `connectors:\n  one:\n    product: passwordstate\n    scheme: http\n    adapter: { module: connector.mjs }\n${rest}`;
const only = ["reading.by-id", "declaration.*"];

test("a known failure does not fail the run, and its settings reach the connector", async () => {
  const expected = one(
    `    settings: { tenant: blue, timeLimit: 2s }\n    expect: [{ check: "reading.by-*", reason: "mended soon" }]\n`,
  );
  const { code, text, file } = await run(expected, { only });
  expect(code).toBe(0);
  expect(text).toMatch(/known +reading\.by-id +mended soon\n/);
  expect(text).toContain("2 passed, 0 failed, 1 known to fail,");
  const unexpected = await run(one("    settings: { tenant: blue, timeLimit: 2s }\n"), { only });
  expect(unexpected.code).toBe(1);
  expect(unexpected.text).toContain(`("blue 2000")`);
  expect(unexpected.text).toMatch(/verify one --only reading\.by-id --seed 1 --config \S+fauxvault\.config\.yaml\n/);
  expect(file).not.toBe(unexpected.file);
});

test("a reason and a ticket for a real product are no settings of a run at mocks, whose checks give them", async () => {
  const { text } = await run(one(`    settings: { tenant: blue, reason: "CI run", ticket: T1 }\n`), { only });
  expect(text).toContain(`("blue 10000")`);
});

test("a required setting of the connector's own is right where the configuration gives it", async () => {
  const demanding = CONNECTOR.replace(
    "export const createConnector",
    `settings.push({ name: "tenant", required: true, secret: false });\nexport const createConnector`,
  );
  const folder = await makeFolder({ "demanding.mjs": demanding });
  const config = (rest: string) =>
    one(rest).replace("module: connector.mjs", `module: ${JSON.stringify(path.join(folder, "demanding.mjs"))}`);
  const given = await run(config("    settings: { tenant: blue }\n"), { only: ["declaration.settings"] });
  const missing = await run(config(""), { only: ["declaration.settings"] });
  expect([given.code, missing.code]).toEqual([0, 1]);
  expect(missing.text).toContain(
    "The setting 'tenant' is required, but neither the port nor the configuration gives it.",
  );
});

test("a known failure that passes fails the run", async () => {
  const { code, text } = await run(one(`    expect: [{ check: declaration.settings, reason: "mended soon" }]\n`), {
    only: ["declaration.*"],
  });
  expect(code).toBe(1);
  expect(text).toContain("It passed, though it is expected to fail: mended soon");
});

test("a bypassed check is not run, until the end of its last day", async () => {
  const config = one(`    bypass: [{ check: reading.*, reason: "no time", until: 2999-12-31 }]\n`);
  const { code, text, file } = await run(config, { only });
  expect(code).toBe(0);
  expect(text).toMatch(/bypassed reading\.by-id +no time \(until 2999-12-31\)\n/);
  await expect(loadConfig(file, "2999-12-31")).resolves.toBeDefined();
  await expect(loadConfig(file, "3000-01-01")).rejects.toThrow(
    /:6:\d+: .*The bypass of 'reading\.\*' ended on 2999-12-31/,
  );
});

test("a connector that declares other capabilities than agreed on fails the run", async () => {
  const { code, text } = await run(one("    capabilities: [findSecrets]\n"), { only: ["declaration.*"] });
  expect(code).toBe(1);
  expect(text).toContain("The connector no longer declares findSecrets");
  expect(text).toContain("The connector declares listContainers, which was not agreed on.");
});

test("all connectors are run, one that cannot be keeps no other from it, and the worst code counts", async () => {
  const config = `${one("")}  two:\n    product: passwordstate\n    adapter: { module: missing.mjs }\n`;
  const folder = await makeFolder({});
  const json = path.join(folder, "report.json");
  const { code, text } = await run(config, { only: ["declaration.*"], json });
  expect(code).toBe(2);
  expect(text).toContain("missing.mjs cannot be loaded");
  const report = JSON.parse(await readFile(json, "utf8"));
  expect(report).toMatchObject({
    exitCode: 2,
    runs: [{ name: "one", counts: { passed: 2 } }],
    troubles: [{ name: "two" }],
  });
  expect((await run(config, { product: "one", only: ["declaration.*"] })).code).toBe(0);
});

test.each([
  [
    "connectors:\n  one:\n    product: passwordstate\n    adaptor: {}\n",
    /:4:5: connectors\.one\.adaptor: 'adaptor' is not known/,
  ],
  [
    "connectors:\n  one:\n    product: keepass\n    adapter: { module: a }\n",
    /:3:5: .*There is no contract for 'keepass'/,
  ],
  ["connectors:\n  one:\n    product: pmp\n    adapter: {}\n", /:4:5: .*exactly one of module, command and commands/],
  ["connectors: {}\n", /:1:1: .*Name at least one connector/],
  [one("    timeLimit: soon\n"), /:6:5: .*500ms, 15s or 2m/],
  [one("    expect: [{ check: reading.by-magic, reason: r }]\n"), /:6:\d+: .*has no check 'reading\.by-magic'/],
  [one(`    expect: [{ check: reading.by-id, reason: " " }]\n`), /:6:\d+: .*Say why/],
  [one("    bypass: [{ check: reading.by-id, reason: r, until: soon }]\n"), /:6:\d+: .*2026-12-31/],
  [one("    settings: { credential: mine }\n"), /:6:5: .*given by each check/],
  ["connectors: [\n", /:\d+:\d+: /],
])("a wrong configuration is refused with file and line, and ends with 2: %j", async (config, line) => {
  const { code, text } = await run(config);
  expect(text).toMatch(line);
  expect(code).toBe(2);
});

test("a configuration is found in its folder by its name, and two of them are refused", async () => {
  expect(await findConfig(await makeFolder({}))).toBeUndefined();
  expect(await findConfig(await makeFolder({ "fauxvault.config.mjs": "" }))).toBe("fauxvault.config.mjs");
  const both = await makeFolder({ "fauxvault.config.json": "{}", "fauxvault.config.yaml": "{}" });
  await expect(findConfig(both)).rejects.toThrow("both fauxvault.config.yaml and fauxvault.config.json");
});

test("JSON and modules are as good as YAML", async () => {
  const config = {
    connectors: { one: { product: "passwordstate", scheme: "http", adapter: { module: "connector.mjs" } } },
  };
  const asJson = await run(JSON.stringify(config), { only: ["declaration.*"] }, "fauxvault.config.json");
  const asModule = await run(
    `export const config = ${JSON.stringify(config)};`,
    { only: ["declaration.*"] },
    "fauxvault.config.mjs",
  );
  const wrong = await run(`export const config = { conectors: {} };`, {}, "fauxvault.config.mjs");
  expect([asJson.code, asModule.code, wrong.code]).toEqual([0, 0, 2]);
  expect(wrong.text).toContain("conectors: 'conectors' is not known here. Known: $schema, connectors.");
});

test("runs are repeated with the next seeds, and told which of them failed", async () => {
  const { code, text } = await run(one(""), { only, repeat: 3 });
  expect(code).toBe(1);
  expect(text).toContain("Of 3 runs, 0 kept every promise.\n  reading.by-id failed in 3: seed 1, 2, 3\n");
  expect(text).not.toContain("declaration.settings");
});

test("with bail nothing is started after the first failure", async () => {
  const { code, text } = await run(one(""), { only: ["reading.*"], bail: true, concurrency: 1 });
  expect(code).toBe(1);
  expect(text).toMatch(/Ended at the first failure: \d+ not run\./);
  expect(text.match(/FAILED/g)).toHaveLength(1);
});

test.each([
  ["yaml=x", "There is no report 'yaml=x'"],
  ["junit=", "There is no report 'junit='"],
])("a report that there is not is refused before anything is run: %s", async (report, message) => {
  const { code, text } = await run(one(""), { reports: [report] });
  expect(code).toBe(2);
  expect(text).toContain(message);
  expect(text).toContain("terminal, json, junit, markdown, html");
});

test("a report that cannot be written is said, and ends with 2", async () => {
  const folder = await makeFolder({});
  const { code, text } = await run(one(""), { only: ["declaration.*"], reports: [`junit=${folder}`] });
  expect(code).toBe(2);
  expect(text).toContain(`The report ${folder} cannot be written (EISDIR).`);
});

test.runIf(process.platform === "linux")(
  "a folder that a file system does not make is said before anything runs, and not tried for ever",
  async () => {
    const { code, text } = await run(one(""), { only: ["declaration.*"], reports: ["junit=/proc/x/y.xml"] });
    expect(code).toBe(2);
    expect(text).toBe("The report /proc/x/y.xml cannot be written (ENOENT).\n");
  },
);
