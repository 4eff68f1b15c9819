import { createServer } from "node:net";
import { expect, test } from "vitest";
import type { ControlClient } from "../../src/control/client.ts";
import { planDoors } from "../../src/control/plan-doors.ts";
import { findQuietPort } from "../http/quiet-port.ts";
import { start, vault } from "./start.ts";

const keysOf = async (client: ControlClient) => (await client.sandbox().credentials()).map(({ value }) => value);
const written = "0123456789abcdef0123456789abcdef";
const unkeyed = { fauxvault: 1, seed: 5, passwordstate: { keys: { systemWide: {} } } };

test("a seed of one's own, or none that anybody knows, decides the keys", async () => {
  const same = await keysOf((await start({ fixture: unkeyed })).client);
  expect(await keysOf((await start({ fixture: unkeyed, seed: 5 })).client)).toEqual(same);
  expect(await keysOf((await start({ fixture: unkeyed, seed: 6 })).client)).not.toEqual(same);
  const random = await keysOf((await start({ fixture: unkeyed, randomKeys: true })).client);
  const other = await keysOf((await start({ fixture: unkeyed, randomKeys: true })).client);
  expect(new Set([...same, ...random, ...other]).size).toBe(3);
});

test("random keys replace those that a fixture wrote down, also in sandboxes made later", async () => {
  const fixture = { fauxvault: 1, passwordstate: { keys: { systemWide: { value: written } } } };
  const { client } = await start({ fixture, randomKeys: true });
  const { id } = await client.createSandbox({ fixture });
  expect(await keysOf(client)).not.toContain(written);
  expect((await client.sandbox(id).credentials()).map(({ value }) => value)).not.toContain(written);
  await client.sandbox().reset();
  expect(await keysOf(client)).not.toContain(written);
});

test("a reload puts the changed fixture in place, keeps the doors and the seed, and refuses a wrong one", async () => {
  const { client, running, ask } = await start({ fixture: unkeyed, randomKeys: true });
  const keys = await keysOf(client);
  await running.reload(
    { ...unkeyed, passwordstate: { ...unkeyed.passwordstate, lists: [{ name: "New" }] } },
    "changed",
  );
  expect((await client.sandbox().info()).from).toBe("changed");
  expect(await keysOf(client)).toEqual(keys);
  expect((await ask("/api/passwordlists", { headers: { APIKey: keys[0] ?? "" } })).status).toBe(200);
  await expect(running.reload({ fauxvault: 2 }, "wrong")).rejects.toThrow("Fixture 'wrong' is refused");
  expect((await client.sandbox().info()).from).toBe("changed");
});

test("to bind localhost is to bind as when nothing is said: no token, no look-up, both addresses", async () => {
  const { running, client } = await start({ bind: "localhost" });
  const plain = await start();
  expect(running.control.token).toBeUndefined();
  const schemes = (url = "") => url.replace(/\d+$/, "");
  expect(schemes(running.status().doors[0]?.http)).toBe(schemes(plain.running.status().doors[0]?.http));
  expect((await client.health()).version).toBeTruthy();
});

test("a listener stands for a host from the start", async () => {
  const { client, running } = await start({
    hosts: [{ host: "build-01.test", listener: "passwordstate", port: 0 }],
  });
  const door = running.status().doors.find(({ as }) => as === "build-01.test");
  await fetch(door?.http ?? "");
  expect(await client.sandbox().journal()).toMatchObject([
    { caller: { host: "build-01.test", address: "10.20.0.11" } },
  ]);
});

test("when a port is taken, the error names it with the flag to change it, and nothing stays open", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => blocker.once("listening", resolve));
  const address = blocker.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const free = await findQuietPort();

  const ports = { passwordstate: free, control: port };
  await expect(start({ ports })).rejects.toThrow(`Port ${port} for control is taken or not allowed`);
  await expect(start({ ports: { control: port } })).rejects.toThrow("--port control=0");
  // The first port is free again: the failed starts let go of it.
  const again = await start({ ports: { passwordstate: free } });
  expect(again.running.status().doors[0]?.port).toBe(free);
  await new Promise((resolve) => blocker.close(resolve));
});

test.each([
  [{ flavour: "pam360" }, {}, 8282],
  [{ flavour: "pmp" }, {}, 7272],
  [{ flavour: "pam360" }, { ports: { pmp: 9443 } }, 9443],
  [{ flavour: "pam360" }, { freePorts: true }, 0],
])("the port of a PMP that is %j, started with %j, is %i", async (pmp, options, port) => {
  const { running } = await start({ fixture: { fauxvault: 1, pmp } });
  expect(planDoors(running.instance, options).find(({ listener }) => listener === "pmp")?.port).toBe(port);
});

test("a port for a listener that is not there is refused", async () => {
  await expect(start({ ports: { nonsense: 0 } })).rejects.toThrow(/Known: passwordstate, .*control\./);
});

test("a fixture that is refused, or not there, starts nothing", async () => {
  await expect(start({ fixture: { ...vault, fauxvault: 2 } })).rejects.toThrow("is refused");
  await expect(start({ fixture: "nonsense" })).rejects.toThrow("There is no built-in fixture 'nonsense'.");
});

test("stopping again does nothing", async () => {
  const { running } = await start();
  await Promise.all([running.stop(), running.stop()]);
  await running.stop();
});

test("the default fixture is the demo", async () => {
  const { client } = await start({ fixture: undefined });
  expect((await client.sandbox().info()).from).toBe("demo");
});
