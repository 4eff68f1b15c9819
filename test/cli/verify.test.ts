import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { endCli, findDeadAddress, makeFolder, runCli, spawnCli } from "./cli.ts";
import { startSteered } from "./steered.ts";

/** A connector that reads one record by its id over http, and knows no more of the world. */
const CONNECTOR = `
export function createConnector() {
  let settings;
  return {
    describe: () => ({
      name: "tiny", version: "1.0.0", capabilities: [], missingDelete: "not-found", secondCreate: "conflict",
      settings: [{ name: "address", required: true, secret: false }, { name: "credential", required: true, secret: true }],
    }),
    connect: async (given) => { settings = given; },
    close: async () => undefined,
    testConnection: async () => ({ outcome: "unknown", message: "it cannot tell" }),
    async getSecret({ id }) {
      const headers = { APIKey: settings.credential };
      const [record] = await (await fetch(settings.address + "/api/passwords/" + id, { headers })).json();
      return { id, name: record.Title, value: record.Password, container: String(record.PasswordListID) };
    },
  };
}
`;

async function writeConnector(change = (code: string) => code): Promise<string> {
  const file = path.join(await makeFolder(), "connector.mjs");
  await writeFile(file, change(CONNECTOR));
  return file;
}

test("a connector that keeps its promise passes with exit code 0, against a private fauxvault", async () => {
  const file = await writeConnector();
  const { code, stdout, stderr } = await runCli([
    ...["verify", "passwordstate", "--http", "--only", "reading.by-id", "--module", file],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("reading.by-id");
});

test("one that does not fails with exit code 1, and the report as JSON says which check", async () => {
  const file = await writeConnector((code) => code.replace("record.Password,", "record.Password.trim() + '!',"));
  const report = path.join(path.dirname(file), "report.json");
  const args = ["verify", "passwordstate", "--http", "--only", "reading.by-id", "--module", file];
  const { code } = await runCli([...args, "--json", report]);
  expect(code).toBe(1);
  expect(await readFile(report, "utf8")).toContain(`"reading.by-id"`);
});

test("with --control it uses the fauxvault that runs there and leaves nothing behind", async () => {
  const { vault, tryCli } = await startSteered();
  const file = await writeConnector();
  const args = ["verify", "passwordstate", "--http", "--only", "reading.by-id", "--module", file];
  expect((await tryCli(...args, "--control", vault.control.url)).code).toBe(0);
  expect((await vault.control.sandboxes()).map(({ id }) => id)).toEqual(["default"]);
});

test("--hold keeps the failed check's vault open and prints its address, until Ctrl-C", async () => {
  const file = await writeConnector((code) => code.replace("record.Password,", `"wrong",`));
  const only = ["--http", "--only", "reading.by-id", "--hold", "--module", file];
  const child = spawnCli(["verify", "passwordstate", ...only]);
  let printed = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    if (printed.includes("Ctrl-C ends.")) break;
  }
  const [, address] = /Held open: (\S+)/.exec(printed) ?? [];
  expect((await fetch(`${address}/api/passwords/1`)).status).toBe(401);
  child.stdout.resume();
  expect(await endCli(child, "SIGINT")).toBe(process.platform === "win32" ? null : 1);
  await expect(fetch(`${address}/api/passwords/1`)).rejects.toThrow("fetch failed");
});

test("--list names the checks without a connector, as text and as JSON", async () => {
  const [text, json] = await Promise.all([
    runCli(["verify", "passwordstate", "--list"]),
    runCli(["verify", "passwordstate", "--list", "--json", "--level", "core"]),
  ]);
  expect([text.code, json.code, text.stderr + json.stderr]).toEqual([0, 0, ""]);
  expect(text.stdout).toContain("hardened  network.redirect\n");
  const levels = JSON.parse(json.stdout).checks.map(({ level }: { level: string }) => level);
  expect(new Set(levels)).toEqual(new Set(["core"]));
});

test.each([
  [2, "passwordstate", "Name your connector"],
  [2, "keepass --module x.mjs", "keepass"],
  [2, "passwordstate --module no-such-module.mjs", "no-such-module.mjs cannot be loaded"],
  [3, "passwordstate --only nothing.at-all --module x.mjs", "nothing.at-all"],
  [4, "passwordstate --only reading.by-id --module MODULE --control NOWHERE", "No fauxvault answers at"],
])("exit code %i: verify %s", async (expected, line, message) => {
  const [file, nowhere] = [await writeConnector(), await findDeadAddress()];
  const args = line.replace("MODULE", file).replace("NOWHERE", nowhere).split(" ");
  const { code, stdout, stderr } = await runCli(["verify", ...args]);
  expect(code).toBe(expected);
  expect(stdout + stderr).toContain(message);
});

test("without a connector those of the configuration in the folder are run, and reports are written", async () => {
  const file = await writeConnector();
  const folder = path.dirname(file);
  const connectors = { tiny: { product: "passwordstate", scheme: "http", adapter: { module: "connector.mjs" } } };
  await writeFile(path.join(folder, "fauxvault.config.json"), JSON.stringify({ connectors }));
  const config = path.join(folder, "fauxvault.config.json");
  const report = ["--report", `junit=${folder}/junit.xml`, "--report", `html=${folder}/report.html`];
  const args = ["verify", "--config", config, "--only", "reading.by-id", "--isolate", "--repeat", "2"];
  const { code, stdout } = await runCli([...args, ...report]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("Of 2 runs, 2 kept every promise.")]);
  expect(await readFile(path.join(folder, "junit.xml"), "utf8")).toContain(`name="tiny (2 of 2)"`);
  expect(await readFile(path.join(folder, "report.html"), "utf8")).toContain("Every promise kept");
});

test("a table of commands is a connector too, and Ctrl-C ends its run with 130", async () => {
  const file = path.join(await makeFolder(), "table.yaml");
  const wait = [process.execPath, "-e", "setInterval(() => {}, 1000)"];
  const output = { id: "stdout", name: "stdout", value: "stdout" };
  const table = {
    name: "t",
    version: "1",
    commands: { testConnection: { run: wait }, getSecret: { run: wait, output } },
  };
  await writeFile(file, JSON.stringify(table));
  const child = spawnCli([
    "verify",
    "passwordstate",
    "--http",
    "--only",
    "declaration.*",
    "--only",
    "reading.by-id",
    "--commands",
    file,
  ]);
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    if (String(chunk).includes("declaration.settings")) break;
  }
  child.stdout.resume();
  expect(await endCli(child, "SIGINT")).toBe(process.platform === "win32" ? null : 130);
});
