import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type FauxvaultOptions, startFauxvault, type Vault } from "../../src/index.ts";

async function start(options: FauxvaultOptions = {}): Promise<Vault> {
  const vault = await startFauxvault(options);
  onTestFinished(() => vault.stop());
  return vault;
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "fauxvault-library-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function ask(vault: Vault, headers: Record<string, string> = { ...vault.example()?.headers }): Promise<Response> {
  return fetch(`${vault.url()}${vault.example()?.path ?? "/api/passwords/1"}`, { headers });
}

test("a vault answers at its address to its credential", async () => {
  const vault = await start();
  expect((await ask(vault, { APIKey: vault.credential("System Wide") })).status).toBe(200);
  expect((await ask(vault, { APIKey: vault.credential("Hosts") })).status).not.toBe(200);
  expect(vault.credential()).toBe(vault.credentials[0]?.value);
  expect(() => vault.credential("Nobody's")).toThrow("no credential 'Nobody's'. It has: System Wide, ");
  expect(() => vault.url("keepass")).toThrow("There is no product 'keepass'. Known: passwordstate, ");
});

test("https is answered by a certificate of the authority in the folder that was named", async () => {
  const folder = await makeFolder();
  const vault = await start({ authorityFolder: folder });
  const ca = await vault.ca.pem();
  expect(path.dirname(vault.ca.file)).toBe(folder);
  const { path: place, headers } = vault.example() ?? { path: "/", headers: {} };
  const status = await new Promise((resolve, reject) => {
    get(`${vault.https()}${place}`, { ca, headers: { ...headers }, agent: false }, (reply) => {
      resolve(reply.resume().statusCode);
    }).once("error", reject);
  });
  expect(status).toBe(200);
});

test("two at once are on ports of their own and see nothing of each other", async () => {
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.url()).not.toBe(two.url());
  expect(one.control.url).not.toBe(two.control.url);
  await ask(one);
  expect([(await one.journal()).length, (await two.journal()).length]).toEqual([1, 0]);
});

test("a fork is a vault of its own: what is done to it the first never sees", async () => {
  const vault = await start();
  const fork = await vault.fork({ id: "mine" });
  expect(fork.id).toBe("mine");
  await fork.act("keys.rotate", { key: "System Wide" });
  expect(fork.credential("System Wide")).not.toBe(vault.credential("System Wide"));
  expect([(await ask(fork)).status, (await ask(vault)).status]).toEqual([200, 200]);
  expect((await ask(fork, { APIKey: vault.credential() })).status).toBe(401);
  const [refused] = await fork.journal({ refused: true });
  expect(refused?.reason).toContain("rotated");
  const address = fork.url();
  await fork.stop();
  await fork.stop();
  await expect(fetch(address)).rejects.toThrow("fetch failed");
  expect(() => fork.url()).toThrow("No port answers for passwordstate in sandbox 'mine'");
  expect((await ask(vault)).status).toBe(200);
});

test("the clock and the faults are the vault's own", async () => {
  const vault = await start();
  await vault.clock.freeze("2026-03-01");
  await vault.clock.advance("P1D");
  expect(await vault.clock.now()).toEqual(new Date("2026-03-02"));
  expect((await vault.clock.set(new Date("2030-01-01"))).setting).toEqual({ mode: "frozen", at: Date.UTC(2030, 0, 1) });
  expect((await vault.clock.run()).setting.mode).toBe("offset");
  expect((await vault.clock.real()).setting.mode).toBe("real");
  const fault = await vault.faults.add({ effect: { kind: "status", status: 503 }, times: 2 });
  expect((await ask(vault)).status).toBe(503);
  expect(await vault.faults.list()).toMatchObject([{ id: fault.id, fired: 1 }]);
  await vault.faults.remove(fault.id);
  await vault.faults.add({ effect: { kind: "reset" } });
  await expect(ask(vault)).rejects.toThrow("fetch failed");
  await vault.faults.clear();
  expect((await ask(vault)).status).toBe(200);
});

test("it goes back: by reset, by rewind, by snapshot", async () => {
  const vault = await start();
  const first = vault.credential();
  const snapshot = await vault.snapshot();
  await ask(vault);
  const act = () => vault.act("keys.rotate", { key: "System Wide" });
  const back = [() => vault.reset(), () => vault.rewind(1), () => vault.restore(snapshot)];
  for (const goBack of back) {
    await act();
    expect(vault.credential()).not.toBe(first);
    await goBack();
    expect(vault.credential()).toBe(first);
  }
});

test("a fixture is a name, a file or content; a wrong one says where", async () => {
  const value = "0123456789abcdef0123456789abcdef";
  const content = { fauxvault: 1, passwordstate: { keys: { hosts: { value } } } };
  const file = path.join(await makeFolder(), "vault.json");
  await writeFile(file, JSON.stringify(content));
  for (const fixture of [file, content]) expect((await start({ fixture })).credential("Hosts")).toBe(value);
  expect((await start({ fixture: "empty" })).example()).toBeUndefined();
  await writeFile(file, `{ "fauxvault": 2 }`);
  await expect(startFauxvault({ fixture: file })).rejects.toThrow(`${file}:1:3: fauxvault: `);
  await expect(startFauxvault({ fixture: "demo-vault" })).rejects.toThrow("There is no built-in fixture 'demo-vault'");
});

test("ports are those that are asked for, and callers come from the hosts that they stand for", async () => {
  const vault = await start({ hosts: [{ host: "build-02.test", listener: "passwordstate" }] });
  const door = vault.doors.find(({ as }) => as === "build-02.test");
  await fetch(`${door?.http}/api/passwords/1`);
  expect(await vault.journal()).toMatchObject([{ caller: { host: "build-02.test", address: "10.20.0.12" } }]);
  await expect(startFauxvault({ ports: { passwordstate: door?.port ?? 0 } })).rejects.toThrow(`Port ${door?.port}`);
});

test("leaving its scope stops it", async () => {
  const vault = await start();
  await vault[Symbol.asyncDispose]();
  await expect(fetch(vault.control.url)).rejects.toThrow("fetch failed");
});
