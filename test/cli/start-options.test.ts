import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { makeFolder, runCli, startCli } from "./cli.ts";

const keyOf = (value: string) => `fauxvault: 1\npasswordstate:\n  keys:\n    systemWide: { value: "${value}" }\n`;
const first = "11111111111111111111111111111111";
const second = "22222222222222222222222222222222";

test("--as opens a port whose callers come from a host", async () => {
  const { ready, nextEvent, complaints } = await startCli(["--as", "build-01.test:passwordstate=0"]);
  const door = ready.doors.find(({ as }) => as === "build-01.test");
  expect(ready.products.passwordstate?.http).not.toBe(door?.http);
  await fetch(`${door?.http}/api/passwords/1`, { headers: { ...ready.examples.passwordstate?.headers } });
  expect(await nextEvent()).toMatchObject({
    event: "request",
    status: 200,
    caller: { host: "build-01.test", address: "10.20.0.11", credential: "System Wide" },
  });
  expect(complaints()).toBe("");
});

test("--as with a host that the fixture does not know is told", async () => {
  const { complaints, end } = await startCli(["--as", "nobody.test:passwordstate=0"]);
  await end();
  expect(complaints()).toMatch(/^fauxvault: the fixture gives 'nobody\.test' no address: .*\n$/);
});

test("the requests of every sandbox are shown, those of a new one too", async () => {
  const { ready, nextEvent } = await startCli();
  const plan = { method: "POST", headers: { "content-type": "application/json" }, body: `{"id":"mine"}` };
  await fetch(`${ready.control.url}/v1/sandboxes`, plan);
  await fetch(`${ready.products.passwordstate?.http}/~mine/api/passwords/1`);
  expect(await nextEvent()).toMatchObject({ event: "request", sandbox: "mine", status: 401 });
});

test("the same seed gives the same keys, another one others, --random-keys those that nobody has", async () => {
  const keys = async (...args: string[]) => {
    const { ready, end } = await startCli(args);
    await end();
    return ready.credentials.map(({ value }) => value);
  };
  const [plain, again, seeded, random] = await Promise.all([
    keys(),
    keys(),
    keys("--seed", "42"),
    keys("--random-keys"),
  ]);
  expect(again).toEqual(plain);
  expect(new Set([...plain, ...random]).size).toBe(plain.length * 2);
  // But for those that the fixture writes out, since something else in it uses them.
  const fixture = await readFile(new URL("../../fixtures/demo.yaml", import.meta.url), "utf8");
  const drawn = plain.filter((value) => !fixture.includes(value));
  expect(drawn.filter((value) => seeded.includes(value))).toEqual([]);
  expect(drawn.length).toBeGreaterThan(plain.length / 2);
});

test("a fixture file is served, and with --watch its changes are; a wrong one is told and changes nothing", async () => {
  const file = path.join(await makeFolder(), "vault.yaml");
  await writeFile(file, keyOf(first));
  const { ready, nextEvent } = await startCli(["--fixture", file, "--watch"]);
  const inForce = async () => {
    const answer = await fetch(`${ready.control.url}/v1/sandboxes/default/credentials`);
    return ((await answer.json()) as { value: string }[]).map(({ value }) => value);
  };
  // As editors save: another file in its place, and so never half a file.
  const replace = async (content: string) => {
    await writeFile(`${file}.new`, content);
    await rename(`${file}.new`, file);
  };
  expect(await inForce()).toEqual([first]);
  await replace(`${keyOf(second)}    hosts: { vlaue: x }\n`);
  expect(await nextEvent()).toMatchObject({
    event: "fixture",
    accepted: false,
    message: expect.stringContaining(`${file}:5:14: passwordstate.keys.hosts.vlaue: `),
  });
  expect(await inForce()).toEqual([first]);
  await replace(keyOf(second));
  expect(await nextEvent()).toEqual({ event: "fixture", accepted: true });
  expect(await inForce()).toEqual([second]);
});

test("a wrong fixture keeps it from starting, with file, line and what was expected", async () => {
  const file = path.join(await makeFolder(), "vault.json");
  await writeFile(file, `{\n  "fauxvault": 1,\n  "seed": "seven"\n}\n`);
  const { code, stdout, stderr } = await runCli(["start", "--fixture", file]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^fauxvault: The fixture is refused:\n.*vault\.json:3:\d+: seed: .+\n$/);
});

test("a control token is demanded when it is asked for; one that was given is not printed", async () => {
  const file = path.join(await makeFolder(), "ready.json");
  const token = "a-token-of-the-user";
  const { ready, end } = await startCli(["--ready-file", file], { FAUXVAULT_CONTROL_TOKEN: token });
  expect(JSON.stringify(ready)).not.toContain(token);
  expect(JSON.parse(await readFile(file, "utf8")).control).toEqual({ url: ready.control.url, token });
  const status = ["status", "--control", ready.control.url];
  const refused = await runCli(status);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("token")]);
  expect((await runCli(status, { FAUXVAULT_CONTROL_TOKEN: token })).code).toBe(0);
  await end();
  const made = await startCli(["--control-token"]);
  expect(made.ready.control.token).toMatch(/^[\w-]{32}$/);
  const withToken = ["status", "--control", made.ready.control.url, "--control-token", made.ready.control.token ?? ""];
  expect((await runCli(withToken)).code).toBe(0);
});
