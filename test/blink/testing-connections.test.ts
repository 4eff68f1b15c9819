import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { startRaw } from "../http/raw-server.ts";
import { http } from "./answering-bytes.ts";
import { askForTest, fail, headerAt, passwordstateAt, succeed } from "./ask-for-test.ts";
import { ids, keys } from "./small-blink.ts";
import { startVaults } from "./start-vaults.ts";
import { vaultKeys } from "./vault-parts.ts";

const SECRET = "never-show-this-key-77";
const url = (product: string) => `${"$"}{${product}.url}`;

test("a connection to Passwordstate with its System Wide key is tested by a read of the vault, and succeeds", async () => {
  const vaults = await startVaults();
  const address = `${vaults.door("passwordstate").http}/api`;
  const words = await succeed(vaults, passwordstateAt(address, vaultKeys.systemWide));
  expect(words).toBe(`Connection succeeded: ${new URL(address).host} answered 200.`);
  expect(vaults.journal("passwordstate")).toMatchObject([
    {
      method: "GET",
      target: "/api/passwordlists",
      status: 200,
      caller: { credential: "System Wide", carrier: "header" },
    },
  ]);
  expect(await succeed(vaults, passwordstateAt(`${address}/`, vaultKeys.systemWide))).toBe(words);
});

test("a runner has to be chosen, from those that are online", async () => {
  const vaults = await startVaults();
  const tested = passwordstateAt(`${url("passwordstate")}/api`, vaultKeys.systemWide);
  expect(await fail(vaults, { ...tested, runner: null })).toBe(
    "Choose a runner group: runner_group takes its id or its name. There are: blink_cloud, on-prem.",
  );
  expect(await fail(vaults, { ...tested, runner: "attic" })).toContain("There is no runner group 'attic'.");
  (await vaults.request("POST", "/runner_groups", { json: { name: "idle" } })).ok();
  expect(await fail(vaults, { ...tested, runner: "idle" })).toContain("No runner of the group 'idle' is online");
  expect(vaults.journal("passwordstate")).toEqual([]);
  for (const runner of ["blink_cloud", ids.group]) await succeed(vaults, { ...tested, runner });
});

test("what cannot be tested says why, and nothing is called", async () => {
  const vaults = await startVaults();
  const oauth = "A connection that is made by signing in (OAuth) cannot be tested.";
  expect(await fail(vaults, { id: ids.oauth })).toBe(oauth);
  expect(await fail(vaults, { type: "chat", method: "sign_in" })).toBe(oauth);
  expect(await fail(vaults, { ...headerAt("http://vault.test/", "A", "b"), oauth: true })).toBe(oauth);
  const silverfort = { "Risk API Key": "a", "App User ID": "b", "App User Secret": "c" };
  expect(await fail(vaults, { type: "silverfort", attributes: silverfort })).toContain("Not Supported");
  expect(await fail(vaults, { id: ids.pmp })).toContain("needs an address to call: fill in 'API Address'");
  expect(await fail(vaults, { type: "passwordstate", attributes: { "API Key": "x" } })).toBe(
    "'API Address' is required.",
  );
  expect(await fail(vaults, { type: "nothing" })).toContain("There is no connection type 'nothing'.");
  expect(await fail(vaults, {})).toBe("connection_type_id is required.");
  (await askForTest(vaults, { id: "00000000-0000-4000-8000-000000000000" })).refused(404);
  (await askForTest(vaults, { id: ids.vault, key: keys.viewer })).refused(403);
  (await askForTest(vaults, { id: ids.vault, key: "x" })).refused(401);
  expect([...vaults.journal("passwordstate"), ...vaults.journal("pmp")]).toEqual([]);
});

test("a stored connection is tested by its id, with what the request changes, and stays as it is", async () => {
  const vaults = await startVaults();
  const attributes = { "API Address": `${url("passwordstate")}/api` };
  expect(await fail(vaults, { id: ids.vault, attributes })).toContain("incorrect connection credentials");
  const edit = { attributes: { "API Key": { value: vaultKeys.systemWide } } };
  (await vaults.request("POST", `/connections/${ids.vault}`, { json: edit })).ok();
  const [shown] = (await vaults.request("GET", `/connections/${ids.vault}`)).ok<
    { status: string; attributes: object }[]
  >();
  const sent = {
    connection: { ...shown, attributes: { ...shown?.attributes, "API Address": { value: attributes["API Address"] } } },
  };
  const answer = await vaults.request("POST", "/connections/test", { json: { ...sent, runner_group: "on-prem" } });
  expect(answer.ok<string>()).toContain("answered 200");
  expect((await vaults.request("GET", `/connections/${ids.vault}`)).ok()).toEqual([shown]);
});

test("a connection that was signed in can be tested once it has another method", async () => {
  const vaults = await startVaults();
  const json = { creation_method: "token", attributes: { Token: { value: "t" } } };
  (await vaults.request("POST", `/connections/${ids.oauth}`, { json })).ok();
  expect(await fail(vaults, { id: ids.oauth })).toContain("needs an address to call");
});

test("a connection that is lent is tested as it is: its secret cannot be sent elsewhere", async () => {
  const vaults = await startVaults();
  const elsewhere = await startRaw((socket) => socket.end(http("200 OK", "{}")));
  const attributes = { "API Address": `http://127.0.0.1:${elsewhere.port}/` };
  expect(await fail(vaults, { id: ids.lent, attributes })).toContain("shared from another workspace");
  expect(elsewhere.heard()).toBe("");
});

test("what a test does to the status, and how its failure is answered, can be switched", async () => {
  const vaults = await startVaults({
    assumptions: { "test-status": "active or inactive", "test-failure": "200 with the words" },
  });
  const status = () => vaults.state.connections.find("id", ids.vault)?.status;
  const words = (await askForTest(vaults, { id: ids.vault })).ok<string>();
  expect(words).toContain("Failed - ");
  expect(status()).toBe("inactive");
  const json = {
    attributes: { "API Address": { value: `${url("passwordstate")}/api` }, "API Key": { value: vaultKeys.systemWide } },
  };
  (await vaults.request("POST", `/connections/${ids.vault}`, { json })).ok();
  expect(await succeed(vaults, { id: ids.vault })).toContain("succeeded");
  expect(status()).toBe("active");
});

test.each([
  { how: "changed", method: "POST", json: { active: false, attributes: { "API Key": { value: "another" } } } },
  { how: "deleted", method: "DELETE", json: undefined },
])("a connection that is $how while it is tested is not touched by what comes of that", async ({ method, json }) => {
  const vaults = await startVaults({ assumptions: { "test-status": "active or inactive" } });
  let asked = (_socket: Socket) => {};
  const held = new Promise<Socket>((resolve) => {
    asked = resolve;
  });
  const server = await startRaw((socket) => asked(socket));
  const path = `/connections/${ids.vault}`;
  const address = { "API Address": { value: `http://127.0.0.1:${server.port}` } };
  (await vaults.request("POST", path, { json: { attributes: address } })).ok();
  const tested = askForTest(vaults, { id: ids.vault });
  const socket = await held;
  (await vaults.request(method, path, { json })).ok();
  const meanwhile = vaults.state.connections.find("id", ids.vault);
  socket.end(http("200 OK", "{}"));
  expect((await tested).ok<string>()).toContain("succeeded");
  expect(vaults.state.connections.find("id", ids.vault)).toEqual(meanwhile);
});

test("an address of this sandbox leads to the sandbox that uses it: only the fork's journal moves", async () => {
  const vaults = await startVaults();
  const [byPath, byDoor] = ["by-path", "by-door"].map((id) => vaults.sandboxes.fork("default", id).id);
  await vaults.open("passwordstate", { sandbox: byDoor ?? "" });
  const tested = passwordstateAt(`${url("passwordstate")}/api`, vaultKeys.systemWide);
  for (const id of [byPath, byDoor]) {
    if (id === undefined) continue;
    expect(await succeed(vaults, { ...tested, sandbox: id })).toContain("answered 200");
    expect(vaults.journal("passwordstate", id)).toMatchObject([
      { target: expect.stringMatching(/\/api\/passwordlists$/), status: 200 },
    ]);
    expect(vaults.journal("blink", id)).toHaveLength(1);
  }
  expect([...vaults.journal("passwordstate"), ...vaults.journal("blink")]).toEqual([]);
});

test("neither journal shows a key, whatever came of the test", async () => {
  const vaults = await startVaults();
  const address = `${url("passwordstate")}/api`;
  await succeed(vaults, passwordstateAt(address, vaultKeys.systemWide));
  const words = [
    await fail(vaults, passwordstateAt(address, SECRET)),
    await fail(vaults, passwordstateAt(address, vaultKeys.list)),
    await fail(vaults, passwordstateAt(`http://vault.test:1/${SECRET}?apikey=${SECRET}`, SECRET)),
  ].join();
  for (const secret of [SECRET, ...Object.values(vaultKeys), ...Object.values(keys)]) {
    expect(words).not.toContain(secret);
    expect(vaults.journals()).not.toContain(secret);
  }
  expect(vaults.journal("blink").map(({ status }) => status)).toEqual([200, 400, 400, 400]);
});
