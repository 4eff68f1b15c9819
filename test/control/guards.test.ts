import { request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { ControlClient } from "../../src/control/client.ts";
import { openControlServer } from "../../src/control/server.ts";
import { start } from "./start.ts";

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends what fetch would not: headers of one's own choice. */
function send(url: string, headers: Record<string, string>, method = "GET", path = "/v1/status"): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, method, headers }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.once("error", reject).end();
  });
}

test.each(["localhost", "localhost:9400", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:9400"])(
  "the Host %s is ours",
  async (host) => {
    const { client } = await start();
    expect((await send(client.url, { host })).status).toBe(200);
  },
);

test.each([
  "evil.test",
  "evil.test:9400",
  "localhost.evil.test",
  "127.0.0.1.evil.test",
  "10.0.0.1",
  "[::2]:9400",
  "localhost:x",
])("the Host '%s' is refused, as of a page whose name was made to point here", async (host) => {
  const { client } = await start();
  const reply = await send(client.url, { host });
  expect(reply.status).toBe(403);
  expect(JSON.parse(reply.body).error.message).toContain("Host header");
});

test("a request without any Host is refused", async () => {
  const { client } = await start();
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(client.url).port) });
  socket.end("GET /v1/status HTTP/1.0\r\n\r\n");
  let reply = "";
  for await (const bytes of socket) reply += bytes;
  expect(reply).toMatch(/^HTTP\/1\.1 403 /);
});

test("a Host that was named at the start is ours too", async () => {
  const { client } = await start({ controlHosts: ["fauxvault"] });
  expect((await send(client.url, { host: "fauxvault:9400" })).status).toBe(200);
});

test.each([
  { origin: "https://evil.test" },
  { origin: "null" },
  { origin: "http://localhost:3000" },
  { origin: "http://127.0.0.1" },
  { "sec-fetch-site": "cross-site" },
  // A page on another port of this machine, in a request that carries no Origin.
  { "sec-fetch-site": "same-site" },
])("a request of a foreign page, %o, is refused and changes nothing", async (headers) => {
  const { client } = await start();
  const host = new URL(client.url).host;
  expect((await send(client.url, { host, ...headers }, "POST", "/v1/sandboxes")).status).toBe(403);
  expect((await send(client.url, { host, ...headers })).status).toBe(403);
  expect(await client.sandboxes()).toHaveLength(1);
});

test("a page that the control port itself serves may ask, and no answer lets another page read it", async () => {
  const { client } = await start();
  const { host, origin } = new URL(client.url);
  const reply = await send(client.url, { host, origin, "sec-fetch-site": "same-origin" });
  expect(reply.status).toBe(200);
  expect(reply.headers["cache-control"]).toBe("no-store");
  expect(Object.keys(reply.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  const preflight = await send(client.url, { host, "access-control-request-method": "POST" }, "OPTIONS");
  expect(preflight.status).toBe(405);
});

test("a body of a type that any page may send is refused", async () => {
  const { client } = await start();
  const send = (type: string) =>
    fetch(`${client.url}/v1/sandboxes`, { method: "POST", headers: { "content-type": type }, body: '{"id":"x"}' });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"]) {
    expect((await send(type)).status).toBe(415);
  }
  expect(await client.sandboxes()).toHaveLength(1);
  expect((await send("application/json; charset=utf-8")).status).toBe(201);
});

test("where a token is set, nothing is told without it", async () => {
  const { client, running } = await start({ controlToken: "Token-Canary-1" });
  expect(await client.health()).toMatchObject({ ready: true });
  for (const token of [undefined, "", "token-canary-1", "Token-Canary-12"]) {
    const stranger = new ControlClient({ url: running.control.url, token });
    const error = await stranger.health().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ControlError", status: 401 });
    expect(String(error)).not.toContain("Token-Canary");
    expect(String(error)).toContain(
      token ? "The control token is not that of this fauxvault" : "demands its control token",
    );
  }
  expect((await fetch(`${client.url}/v1/nowhere`)).headers.get("www-authenticate")).toBe("Bearer");
});

test("a token that no header can carry is refused and not repeated", () => {
  const address = { url: "http://127.0.0.1:9400", token: "Token-Canary\n1" };
  expect(() => new ControlClient(address)).toThrow(/^(?!.*Token-Canary)The control token/);
});

test("beyond loopback a token is demanded always: one is made, and without any the port is not opened", async () => {
  const { running, client } = await start({ bind: "0.0.0.0" });
  expect(running.control.token).toMatch(/^[\w-]{32}$/);
  expect((await client.status()).control).toBe(client.url);
  await expect(new ControlClient({ url: client.url }).status()).rejects.toMatchObject({ status: 401 });

  const { instance } = running;
  const options = { instance, status: () => running.status(), onStopAsked: () => undefined, port: 0 };
  const opening = openControlServer({ ...options, bind: "0.0.0.0", onTrouble: () => undefined });
  await expect(opening).rejects.toThrow("not opened on 0.0.0.0 without a token");
});
