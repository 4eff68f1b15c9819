import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { commands } from "../../contracts/adapters/commands/commands.ts";
import { Canaries } from "../../contracts/canaries.ts";
import { CheckFailure } from "../../contracts/check-failure.ts";
import { findLeaks } from "../../contracts/find-leaks.ts";

/** A command that runs a line of JavaScript, with `input` for its standard input and `args` for its arguments. */
function js(line: string, ...args: string[]): string[] {
  const prelude = `const input = require("node:fs").readFileSync(0, "utf8"), args = process.argv.slice(1), env = process.env;`;
  return [process.execPath, "-e", `${prelude}${line}`, "--", ...args];
}

const RECORD = { id: { json: "/id" }, name: { json: "/name" }, value: { json: "/value" } };
const echo = `console.log(JSON.stringify({ id: 7, name: env.NAME ?? "none", value: JSON.stringify({ args, input }) }))`;

interface TableParts {
  readonly [member: string]: unknown;
  readonly commands?: Readonly<Record<string, unknown>>;
}

async function writeTable({ commands: given, ...rest }: TableParts): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-table-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "table.yaml");
  const base = { testConnection: { run: js("") }, getSecret: { run: js(echo), output: RECORD } };
  await writeFile(file, stringify({ name: "t", version: "1", ...rest, commands: { ...base, ...given } }));
  return file;
}

async function lease(parts: TableParts) {
  const adapter = await commands({ file: await writeTable(parts) });
  onTestFinished(() => adapter.close());
  const lent = await adapter.lease();
  await lent.connector.connect({
    address: "https://v.test",
    credential: "key-0123456789",
    timeLimit: 5_000,
    reason: "why",
  });
  return lent;
}

test("arguments, environment and standard input are filled, and no shell reads them", async () => {
  const { connector } = await lease({
    env: { NAME: "{{settings.reason}}", NOTHING: "{{settings.ticket}}" },
    commands: {
      getSecret: {
        run: js(echo, "--id={{ref.id}}", "$HOME *;", "{{ ref.name }}"),
        stdin: { json: { deep: [{ key: "{{settings.credential}}", none: "{{ref.name}}" }], fixed: 1 } },
        output: RECORD,
      },
    },
  });
  const { id, name, value } = await connector.getSecret({ id: `4"2` });
  expect([id, name]).toEqual(["7", "why"]);
  expect(JSON.parse(value)).toEqual({
    args: [`--id=4"2`, "$HOME *;", ""],
    input: `{"deep":[{"key":"key-0123456789"}],"fixed":1}`,
  });
});

test("arguments that depend on a value are left out without it", async () => {
  const run = [
    ...js(`for (const arg of args) console.log("1\\t" + arg)`),
    { when: "query.name", args: ["--name", "{{query.name}}"] },
  ];
  const output = { each: "lines", id: { regex: "^\\d+" }, name: { regex: "\\t(.*)$" } };
  const { connector } = await lease({ commands: { findSecrets: { run, output } } });
  expect(await connector.findSecrets?.({ name: "a b" })).toEqual([
    { id: "1", name: "--name" },
    { id: "1", name: "a b" },
  ]);
  expect(await connector.findSecrets?.({})).toEqual([]);
});

test("what a table has commands for is what the connector declares", async () => {
  const { connector } = await lease({
    secondCreate: "update",
    commands: { getSecretByName: { run: js(""), output: RECORD }, createSecret: { run: js(""), output: RECORD } },
  });
  expect(await connector.describe()).toMatchObject({
    capabilities: ["readByName", "createSecret"],
    secondCreate: "update",
  });
});

test.each([
  ["stdout", " value\r\n\n", " value\r\n"],
  ["stdout-raw", "value\n", "value\n"],
  [{ json: "/a~1b/0" }, `{"a/b":["v"]}`, "v"],
  [{ json: "" }, `{"a": 1}`, `{"a":1}`],
  [{ regex: "^key: (.*)$" }, "name: n\nkey: k\n", "k"],
  [{ text: "{{ref.id}}" }, "", "1"],
])("the rule %j finds in %j: %j", async (rule, written, value) => {
  const output = { id: { text: "1" }, name: { text: "n" }, value: rule };
  const { connector } = await lease({
    commands: { getSecret: { run: js(`process.stdout.write(${JSON.stringify(written)})`), output } },
  });
  expect((await connector.getSecret({ id: "1" })).value).toBe(value);
});

test("the first rule that fits says what an ending means; one that none fits fails the check", async () => {
  const errors = [
    { exitCode: [3, 4], stderr: "^gone", kind: "not-found" },
    { exitCode: 3, kind: "forbidden", message: "not {{ref.id}}" },
    { exitCode: 0, stdout: "<html", kind: "protocol" },
    { stderr: "busy", kind: "unavailable" },
  ];
  const run = js(
    `const [out, err, code] = args[0].split("|"); console.log(out); console.error(err); process.exitCode = +code`,
    "{{ref.id}}",
  );
  const { connector } = await lease({ errors, commands: { getSecret: { run, output: RECORD } } });
  const failure = (id: string) =>
    connector.getSecret({ id }).then(String, (error: Error & { kind?: string }) => [error.kind, error.message]);
  expect(await failure("|gone away|4")).toEqual(["not-found", "gone away"]);
  expect(await failure("|x|3")).toEqual(["forbidden", "not |x|3"]);
  expect(await failure("<html>|x|0")).toEqual(["protocol", "x"]);
  expect(await failure("|so busy|9")).toEqual(["unavailable", "so busy"]);
  expect(await failure("|odd|9")).toEqual([
    undefined,
    "getSecret ended with code 9, and no rule of the table says what that means. It wrote: odd",
  ]);
  expect(await failure("plain text|x|0")).toEqual([undefined, "getSecret ended well, but what it wrote is not JSON."]);
  expect(await failure("{}|x|0")).toEqual([
    undefined,
    "getSecret ended well, but its output has no id: nothing at '/id'.",
  ]);
});

test("a command is ended at the time limit where the table says so, with all that it started", async () => {
  const child = `require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 99)"], { stdio: "inherit" })`;
  const { connector } = await lease({
    endAtTimeLimit: true,
    commands: { getSecret: { run: js(`${child}; setInterval(() => {}, 99)`), output: RECORD } },
  });
  await connector.connect({ address: "a", credential: "c", timeLimit: 300 });
  // The child holds the pipes: this would not come back while it lives.
  await expect(connector.getSecret({ id: "1" })).rejects.toMatchObject({ kind: "timeout" });
});

test("a command under way is ended with its lease", async () => {
  const { connector, release } = await lease({
    commands: { getSecret: { run: js("setInterval(() => {}, 99)"), output: RECORD } },
  });
  const reading = connector.getSecret({ id: "1" });
  const [, failed] = await Promise.allSettled([release(true), reading]);
  expect(failed).toMatchObject({
    status: "rejected",
    reason: { message: expect.stringMatching(/ended (by SIGKILL|with code)/) },
  });
});

test("secrets in arguments are refused with their line; where they are allowed, they count as leaks", async () => {
  const parts = { commands: { getSecret: { run: js(echo, "--key", "{{settings.credential}}"), output: RECORD } } };
  await expect(lease(parts)).rejects.toThrow(
    /table\.yaml:\d+:\d+: commands\.getSecret\.run\.5: \{\{settings\.credential\}\} has no place/,
  );
  const { connector, release } = await lease({ ...parts, secretsInArguments: true });
  await connector.getSecret({ id: "1" });
  const canaries = new Canaries();
  canaries.add("the credential", "key-0123456789");
  // The command of this test writes its arguments down, and so the key.
  expect(findLeaks(canaries, await release(false), [])).toMatchObject([
    { where: "standard output", form: "plain" },
    { where: "the arguments of a process", form: "plain" },
  ]);
});

const KEY_ON_STDOUT = `console.log(JSON.stringify({ id: 1, name: "n", value: "marigold-41", key: env.KEY }))`;

test.each([
  ["no output rule", { testConnection: { run: js(KEY_ON_STDOUT) } }, ["the credential", "a secret's value"]],
  [
    "a failure",
    { testConnection: { run: js(`${KEY_ON_STDOUT}; process.exit(3)`) } },
    ["the credential", "a secret's value"],
  ],
  [
    "a failure with an answer",
    { getSecret: { run: js(`${KEY_ON_STDOUT}; process.exit(3)`), output: RECORD } },
    ["the credential", "a secret's value"],
  ],
  ["an answer", { getSecret: { run: js(KEY_ON_STDOUT), output: RECORD } }, ["the credential"]],
])("secrets on standard output are found: %s", async (_, given, found) => {
  const errors = [{ exitCode: 3, kind: "unavailable" }];
  const { connector, release } = await lease({ env: { KEY: "{{settings.credential}}" }, errors, commands: given });
  await Promise.allSettled([connector.testConnection(), connector.getSecret({ id: "1" })]);
  const canaries = new Canaries();
  canaries.add("the credential", "key-0123456789");
  canaries.add("a secret's value", "marigold-41");
  const leaks = findLeaks(canaries, await release(false), []);
  expect(leaks.filter(({ where }) => where === "standard output").map(({ what }) => what)).toEqual(found);
});

test.each([
  [
    { commands: { getSecret: { run: ["a"] } } },
    /commands\.getSecret\.output: It has to say where to find: id, name, value/,
  ],
  [{ commands: { fly: { run: ["a"] } } }, /commands\.fly: 'fly' is not known here\. Known: connect, close, test/],
  [
    { commands: { getSecret: { run: ["a", "{{query.name}}"], output: RECORD } } },
    /There is no \{\{query\.name\}\} here/,
  ],
  [{ commands: { deleteSecret: { run: ["a"] } } }, /missingDelete is required/],
  [{ errors: [{ kind: "forbidden" }] }, /errors\.0: Say by what it is known/],
  [{ errors: [{ stderr: "(", kind: "forbidden" }] }, /errors\.0\.stderr: It is no regular expression/],
  [{ env: { "A B": "x" } }, /Write the name of an environment variable/],
])("a wrong table is refused with file and line: %j", async (parts, message) => {
  const refusal = await lease(parts).then(() => "", String);
  expect(refusal).toMatch(/table\.yaml:\d+:\d+: /);
  expect(refusal).toMatch(message);
});

test("a program that is not there is the table's fault, said by its name with what to mend", async () => {
  const { connector } = await lease({ commands: { getSecret: { run: ["no-such-program-here"], output: RECORD } } });
  const failure: unknown = await connector.getSecret({ id: "1" }).then(undefined, (error: unknown) => error);
  expect(failure).toBeInstanceOf(CheckFailure);
  expect(failure).toMatchObject({
    message: "The table's command 'no-such-program-here' does not start: there is no such program.",
    fix: "Name a program of the PATH, or its path from the table's folder",
  });
});
