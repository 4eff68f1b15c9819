import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ControlClient } from "../../src/control/client.ts";
import { ControlError } from "../../src/control/control-error.ts";
import { version } from "../../src/version.ts";
import { start } from "./start.ts";

test("health and status say what is running", async () => {
  const { client, running } = await start();
  expect(await client.health()).toEqual({ ready: true, version });
  const status = await client.status();
  expect(status).toEqual({ ...running.status(), control: client.url });
  const every = running.instance.mocks.flatMap(({ listeners }) => listeners.map(({ name }) => [name, "default"]));
  expect(status.doors.map(({ listener, sandbox }) => [listener, sandbox])).toEqual(every);
  expect(status.sandboxes.map(({ id, from }) => [id, from])).toEqual([["default", "given"]]);
});

test("a door can be opened for a sandbox, stand for a host, keep its reasons to itself, and be closed", async () => {
  const { client, ask } = await start();
  const door = await client.openDoor({ listener: "passwordstate", as: "Build-01.test", explain: false });
  expect(door).toMatchObject({ product: "passwordstate", sandbox: "default", as: "build-01.test" });

  const refused = await ask("/api/passwords/1", { at: door.http, headers: {} });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("x-fauxvault-reason")).toBeNull();
  const [entry] = await client.sandbox().journal();
  expect(entry?.caller).toMatchObject({ address: "10.20.0.11", host: "build-01.test" });

  await client.closeDoor(door.port);
  await expect(fetch(door.http)).rejects.toThrow("fetch failed");
  await expect(client.closeDoor(door.port)).rejects.toMatchObject({ status: 404 });
});

test("a taken port for a door is a refusal, not a crash", async () => {
  const { client } = await start();
  const [{ port } = { port: 0 }] = (await client.status()).doors;
  const error = await client.openDoor({ listener: "passwordstate", port }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "ControlError", status: 409, asked: "POST /v1/doors" });
  expect(String(error)).toContain(`Port ${port} for passwordstate is taken`);
});

test("the authority's certificate comes as PEM and is the file that status names", async () => {
  const { client } = await start();
  const pem = await client.caPem();
  expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  expect(await readFile((await client.status()).caFile, "utf8")).toBe(pem);
});

test("a product's coverage and actions are told, and an unknown product is refused by name", async () => {
  const { client, running } = await start();
  const coverage = await client.coverage("passwordstate");
  expect(coverage.find(({ operation }) => operation === "passwords.get")).toMatchObject({
    product: "passwordstate",
    method: "GET",
    path: "/api/passwords/:id",
    built: true,
  });
  const [mock] = running.instance.mocks;
  const actions = (await mock?.administration())?.map(({ id }) => id);
  expect((await client.actions("passwordstate")).map(({ id }) => id)).toEqual(actions);
  await expect(client.coverage("nothing")).rejects.toThrow("There is no product 'nothing'. Known: passwordstate, ");
});

test("what is asked to stop answers first, then ends", async () => {
  const asked = new EventEmitter();
  const { client, running } = await start({ onStopAsked: () => asked.emit("stop") });
  const heard = once(asked, "stop");
  await client.stop();
  await heard;
  await running.stop();
  await expect(client.health()).rejects.toThrow("No fauxvault answers");
});

test("where nobody listens, the error says how to start one", async () => {
  const { client, running } = await start();
  await running.stop();
  const error = await client.status().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "ControlError", status: undefined, asked: "GET /v1/status" });
  expect((error as Error).message).toBe(
    `No fauxvault answers at ${client.url}: start one with 'fauxvault start', or name it with --control or FAUXVAULT_CONTROL.`,
  );
});

test("a port that fetch refuses to call is told as the reason", async () => {
  const client = new ControlClient({ url: "http://127.0.0.1:6000" });
  await expect(client.health()).rejects.toThrow("had no answer from http://127.0.0.1:6000 (bad port)");
});

test("an address that is no fauxvault's is told as such", async () => {
  const { running } = await start();
  const client = new ControlClient({ url: running.status().doors[0]?.http ?? "" });
  await expect(client.health()).rejects.toThrow(/is no fauxvault: name the right address with --control/);
});

test.each(["localhost:9400", "ftp://localhost", "not a url", ""])("'%s' is no control address", (url) => {
  expect(() => new ControlClient({ url })).toThrow(ControlError);
});

test("a password in the control address is refused and not repeated", () => {
  const address = { url: "http://user:Secret-In-Url-1@127.0.0.1:9400" };
  expect(() => new ControlClient(address)).toThrow(/^(?!.*Secret-In-Url-1).*token/);
});
