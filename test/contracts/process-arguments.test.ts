import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import type { Adapter } from "../../contracts/adapters/adapter.ts";
import { commands } from "../../contracts/adapters/commands/commands.ts";
import { ProcessList, readPsLines } from "../../contracts/adapters/process-list.ts";
import { stdio } from "../../contracts/adapters/stdio.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** A tool that is given its key as an argument, or in the environment, and reads one password; it lives for that one request. */
const TOOL = `
  const [address, id, key = process.env.KEY] = process.argv.slice(1);
  require("node:http").get(address + "/api/passwords/" + id, { headers: { APIKey: key } }, async (answer) => {
    const [{ PasswordID, Title, Password }] = JSON.parse((await answer.toArray()).join(""));
    if (Password === undefined) process.exit(1);
    console.log(JSON.stringify({ id: String(PasswordID), name: Title, value: Password }));
  });`;

/** Starts the tool from JavaScript; gives a promise of what it wrote. */
function shellOut(how: string): string {
  return `require("node:util").promisify(require("node:child_process").execFile)(process.execPath, ${how})`;
}

const WAYS = {
  "as an argument": (address: string, id: string, key: string) =>
    shellOut(`["-e", ${JSON.stringify(TOOL)}, "--", ${address}, ${id}, ${key}]`),
  "in its environment": (address: string, id: string, key: string) =>
    shellOut(`["-e", ${JSON.stringify(TOOL)}, "--", ${address}, ${id}], { env: { ...process.env, KEY: ${key} } }`),
};

type Way = keyof typeof WAYS;

/** A connector over stdio whose reads are made by the tool. */
function speak(way: Way): Adapter {
  const script = `
    const settings = ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" }));
    let given;
    const act = async (method, { settings: now, ref }) => {
      if (method === "describe") return { name: "shells-out", version: "1", capabilities: [], settings };
      if (method === "testConnection") return { outcome: "passed" };
      if (method === "connect") given = now;
      if (method !== "getSecret") return null;
      try {
        return JSON.parse((await ${WAYS[way]("given.address", "ref.id", "given.credential")}).stdout);
      } catch {
        throw { code: -32000, message: "The tool failed.", data: { kind: "unavailable" } };
      }
    };
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      const say = (rest) => console.log(JSON.stringify({ jsonrpc: "2.0", id, ...rest }));
      act(method, params).then((result) => say({ result }), (error) => say({ error }));
    });`;
  return stdio({ command: [process.execPath, "-e", script] });
}

/** A table of commands whose reads are made by a script that lets the tool read. */
async function tabulate(way: Way): Promise<Adapter> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-arguments-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const script = `${WAYS[way]("process.env.ADDRESS", "process.argv[1]", "process.env.VAULT_KEY")}
    .then(({ stdout }) => console.log(stdout), () => process.exit(1));`;
  const getSecret = {
    run: [process.execPath, "-e", script, "--", "{{ref.id}}"],
    output: { id: { json: "/id" }, name: { json: "/name" }, value: { json: "/value" } },
  };
  const table = {
    name: "shells-out",
    version: "1",
    env: { ADDRESS: "{{settings.address}}", VAULT_KEY: "{{settings.credential}}" },
    errors: [{ exitCode: 1, kind: "unavailable", message: "The tool failed." }],
    commands: { testConnection: { run: [process.execPath, "-e", ""] }, getSecret },
  };
  const file = path.join(folder, "table.yaml");
  await writeFile(file, stringify(table));
  return await commands({ file });
}

async function checkLeaks(adapter: Adapter) {
  onTestFinished(() => adapter.close());
  const only = ["safety.leaks-nothing"];
  const plan = { product: passwordstate, adapter, control: control(), scheme: "http", only } as const;
  const { results } = await runContract({ ...plan, timeLimit: LONG });
  return results.map(({ outcome, message }) => ({ outcome, message }));
}

/** What a check may take: some dozen programs are started one after the other. */
const LONG = 60_000;

const CAUGHT = [
  {
    outcome: "failed",
    message: expect.stringContaining("The credential was in the arguments of a process (plain): ") as string,
  },
];
const PASSED = [{ outcome: "passed", message: undefined }];

// What is short-lived is not met on Windows: asking for the processes takes longer there than they live.
const onUnix = test.skipIf(process.platform === "win32");

onUnix("a key in the arguments of a tool is seen, whatever started the tool and however short it lives", async () => {
  expect(await checkLeaks(speak("as an argument"))).toEqual(CAUGHT);
  expect(await checkLeaks(await tabulate("as an argument"))).toEqual(CAUGHT);
});

test("a key in the environment of a tool is no leak: nobody else can read it there", async () => {
  expect(await checkLeaks(speak("in its environment"))).toEqual(PASSED);
});

onUnix("what a process started is found in its group, also when what started it has ended", async () => {
  const orphan = "sh -c 'sleep 20; : orphaned' & exit 0";
  const adapter = stdio({ command: ["sh", "-c", `sh -c "${orphan}"; exec sleep 20`] });
  const lease = await adapter.lease();
  const output = async () => {
    lease.look();
    return (await lease.release(false)).commandLines;
  };
  await expect.poll(output).toMatch(/^sh -c sleep 20; : orphaned$/m);
  await lease.release(true);
});

test("a list of processes is read with ids of any width, and arguments of any form", () => {
  const listed = readPsLines("    1     0     0 /sbin/init\n 4711     1  4711 tool --name 'a  b' 1 2 3\n");
  expect([...listed].map(([pid, { parent, group, commandLine }]) => [pid, parent, group, commandLine()])).toEqual([
    [1, 0, 0, "/sbin/init"],
    [4711, 1, 4711, "tool --name 'a  b' 1 2 3"],
  ]);
});

onUnix("this process is on the list, and so is no other family", () => {
  const lines = new ProcessList().commandLinesOf(process.pid);
  expect(lines.length).toBeGreaterThan(0);
  expect(new ProcessList().commandLinesOf(2 ** 30)).toEqual([]);
});
