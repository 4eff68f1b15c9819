import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { holdDeadAddress } from "../../contracts/dead-address.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { readAllowedHost } from "../../src/http/outbound/allow-list.ts";
import type { Reachable } from "../../src/http/outbound/find-addresses.ts";
import { openOutbound } from "../../src/http/outbound/outbound.ts";
import type { OutboundOutcome, OutboundRequest } from "../../src/http/outbound/outcome.ts";
import { startRaw } from "./raw-server.ts";
import { startTiny } from "./start-tiny.ts";

const folder = mkdtempSync(join(tmpdir(), "fauxvault-outbound-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nowhereElse: Reachable = { allowed: [], loopback: true, isOwnDoor: () => false };

interface Given {
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  readonly reachable?: Partial<Reachable>;
  readonly caPem?: () => Promise<string>;
  readonly signal?: AbortSignal;
}

/** Calls once, with the authority, the hosts and the permissions that a test gives. */
function call(url: string, request: Partial<OutboundRequest> = {}, given: Given = {}): Promise<OutboundOutcome> {
  const { hosts = {}, reachable, caPem = async () => "", signal } = given;
  const outbound = openOutbound({
    reachable: { ...nowhereElse, ...reachable },
    caPem,
    onTrouble: () => undefined,
  });
  return outbound({ method: "GET", url, ...request }, { find: (name) => hosts[name] ?? [], signal });
}

/** Calls a server that answers with these bytes and then does this. */
async function callRaw(bytes: string, then: "end" | "destroy" | "resetAndDestroy" | "stay", request = {}) {
  const { port } = await startRaw((socket) => {
    const after = () => (then === "stay" ? undefined : socket[then]());
    if (bytes === "") after();
    // Only once the bytes are there: a reset overtakes what is under way.
    else socket.write(bytes, "latin1", () => setTimeout(after, 50));
  });
  return call(`http://127.0.0.1:${port}/`, request);
}

test("what is sent is what was asked for, with a host, a length and the word that the connection ends", async () => {
  const server = await startRaw((socket) =>
    socket.end("HTTP/1.1 201 Made So\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 2\r\n\r\nok"),
  );
  const answer = await call(`http://127.0.0.1:${server.port}/a%20b?c=%2F#d`, {
    method: "post",
    headers: { APIKey: "k", "X-Own": "é" },
    body: "wörd",
  });
  expect(server.heard()).toBe(
    `POST /a%20b?c=%2F HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAPIKey: k\r\nX-Own: \xe9\r\nContent-Length: 5\r\nConnection: close\r\n\r\nw\xc3\xb6rd`,
  );
  expect(answer).toMatchObject({ kind: "answer", status: 201, phrase: "Made So", headers: { "x-a": "1, 2" } });
  expect(answer.kind === "answer" && Buffer.from(answer.body).toString()).toBe("ok");
});

test("a GET has no body and says nothing of one, and a redirect is an answer that nobody follows", async () => {
  const server = await startRaw((socket) =>
    socket.end("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
  );
  const answer = await call(`http://localhost:${server.port}`);
  expect(answer).toMatchObject({ status: 302, headers: { location: "http://127.0.0.1:1/" } });
  expect(server.heard()).toBe(`GET / HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: close\r\n\r\n`);
});

test("a name is looked up in the hosts alone, its addresses are tried in turn, and the name is what is sent", async () => {
  const server = await startRaw((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
  const hosts = { "vault.test": ["::1", "127.0.0.1"] };
  expect(await call(`http://vault.test:${server.port}/`, {}, { hosts })).toMatchObject({ status: 204 });
  expect(server.heard()).toContain(`Host: vault.test:${server.port}\r\n`);
});

test.each(["example.com", "vault.test", "localhost.localdomain", "constructor"])(
  "%s, which the hosts do not have, is an unknown host",
  async (name) => {
    const hosts = Object.create(null);
    expect(await call(`http://${name}/`, {}, { hosts })).toMatchObject({ kind: "unknown-host", code: "ENOTFOUND" });
  },
);

test.each([
  ["http://10.20.0.11/", {}],
  ["http://0.0.0.0:80/", {}],
  ["http://[::]/", {}],
  ["http://[fd00::7]:9/", {}],
  ["http://[::ffff:10.0.0.1]/", {}],
  ["http://0x0a000001/", {}],
  ["https://vault.test/", { "vault.test": ["10.20.0.11", "192.0.2.7"] }],
])("%s may not be called", async (url, hosts) => {
  const outcome = await call(url, {}, { hosts });
  expect(outcome).toMatchObject({ kind: "not-allowed" });
  expect(outcome.kind === "not-allowed" && outcome.message).toContain("--allow-host");
});

test("an allow-list lets through the name or the address that it names, on its port, and nothing else", async () => {
  const server = await startRaw((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
  const { port } = server;
  const hosts = { "vault.test": ["127.0.0.1"] };
  const kinds = async (allow: string[], url: string) => {
    const reachable = { loopback: false, allowed: allow.map(readAllowedHost) };
    return (await call(url, {}, { hosts, reachable })).kind;
  };
  expect(await kinds([], `http://vault.test:${port}/`)).toBe("not-allowed");
  expect(await kinds([], `http://localhost:${port}/`)).toBe("not-allowed");
  expect(await kinds(["other.test"], `http://vault.test:${port}/`)).toBe("not-allowed");
  expect(await kinds(["VAULT.test"], `http://vault.test:${port}/`)).toBe("answer");
  expect(await kinds(["127.0.0.1"], `http://vault.test:${port}/`)).toBe("answer");
  expect(await kinds([`vault.test:${port}`], `http://vault.test:${port}/`)).toBe("answer");
  expect(await kinds([`vault.test:${port + 1}`], `http://vault.test:${port}/`)).toBe("not-allowed");
});

test("a door of this fauxvault may be called where nothing else of this machine may", async () => {
  const server = await startRaw((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
  const isOwnDoor = (_address: string, port: number) => port === server.port;
  const reachable = { loopback: false, isOwnDoor };
  expect((await call(`http://127.0.0.1:${server.port}/`, {}, { reachable })).kind).toBe("answer");
  expect((await call(`http://127.0.0.1:${server.port + 1}/`, {}, { reachable })).kind).toBe("not-allowed");
});

test("nobody there is refused", async () => {
  const dead = await holdDeadAddress("http");
  expect(await call(`${dead.address}/`)).toMatchObject({ kind: "refused", code: "ECONNREFUSED" });
  dead.close();
});

test("a connection that is closed, reset or cut at each point is told apart", async () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345";
  expect(await callRaw("", "end")).toMatchObject({ kind: "empty-reply" });
  expect(await callRaw("", "resetAndDestroy")).toMatchObject({ kind: "reset", code: "ECONNRESET" });
  expect(await callRaw("HTTP/1.1 200 O", "end")).toMatchObject({ kind: "cut-short" });
  expect(await callRaw(head, "end")).toMatchObject({ kind: "cut-short" });
  expect(await callRaw(head, "resetAndDestroy")).toMatchObject({ kind: "reset" });
  expect(await callRaw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "end")).toMatchObject({
    kind: "cut-short",
  });
});

test.each([
  "SSH-2.0-OpenSSH_9.2\r\n",
  "HTTP/1.1 2000 OK\r\n\r\n",
  "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
  "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
])("%j is no answer", async (bytes) => {
  expect(await callRaw(bytes, "stay")).toMatchObject({ kind: "malformed" });
});

test("an answer that is too large, in its head or its body, is not taken", async () => {
  const head = `HTTP/1.1 200 OK\r\nX: ${"x".repeat(40_000)}\r\n\r\n`;
  expect(await callRaw(head, "stay")).toMatchObject({ kind: "too-large" });
  const body = `HTTP/1.1 200 OK\r\n\r\n${"x".repeat(2000)}`;
  expect(await callRaw(body, "stay", { mostBytes: 1999 })).toMatchObject({ kind: "too-large" });
  expect(await callRaw(body, "end", { mostBytes: 2000 })).toMatchObject({ kind: "answer" });
});

test("time is bounded: before an answer, in the middle of one, and in a handshake", async () => {
  expect(await callRaw("", "stay", { timeoutMs: 20 })).toMatchObject({ kind: "timeout" });
  expect(await callRaw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1", "stay", { timeoutMs: 100 })).toMatchObject({
    kind: "timeout",
  });
  const deaf = await startRaw(() => undefined);
  expect(await call(`https://127.0.0.1:${deaf.port}/`, { timeoutMs: 100 })).toMatchObject({ kind: "timeout" });
});

test("a call is given up with its signal, before it begins or while it waits", async () => {
  const abort = new AbortController();
  const server = await startRaw(() => abort.abort());
  const url = `http://127.0.0.1:${server.port}/`;
  expect(await call(url, {}, { signal: abort.signal })).toMatchObject({ kind: "aborted" });
  expect(await call(url, {}, { signal: abort.signal })).toMatchObject({ kind: "aborted" });
});

test("fauxvault's own authority is trusted beside the roots, and what else is wrong with TLS is told by its code", async () => {
  const own = openAuthority({ folder, hosts: ["vault.test"] });
  const caPem = () => own.caPem();
  const hosts = { "vault.test": ["127.0.0.1"], "other.test": ["127.0.0.1"] };
  const good = await startTiny({ secureContext: () => own.secureContext() });
  const at = async (name: string, port: number, given: Given = { caPem }) => {
    const outcome = await call(`https://${name}:${port}/things/a`, {}, { hosts, ...given });
    return outcome.kind === "answer" ? outcome.status : [outcome.kind, outcome.code];
  };
  for (const name of ["localhost", "127.0.0.1", "vault.test"]) expect(await at(name, good.port)).toBe(404);
  expect(await at("other.test", good.port)).toEqual(["tls", "ERR_TLS_CERT_ALTNAME_INVALID"]);
  expect(await at("localhost", good.port, {})).toEqual(["tls", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"]);
  const failing = async () => Promise.reject(new Error("no folder"));
  expect(await at("localhost", good.port, { caPem: failing })).toEqual(["tls", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"]);
  const wrong = { "wrong-host": "ERR_TLS_CERT_ALTNAME_INVALID", expired: "CERT_HAS_EXPIRED" } as const;
  for (const [fault, code] of Object.entries(wrong)) {
    const bad = await startTiny({ secureContext: () => own.secureContext({ fault: fault as keyof typeof wrong }) });
    expect(await at("localhost", bad.port)).toEqual(["tls", code]);
  }
  const plain = await startRaw((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  expect(await at("localhost", plain.port)).toEqual(["tls", expect.any(String)]);
  const rude = await startRaw((socket) => socket.end());
  expect(await at("localhost", rude.port)).toEqual(["tls", "ECONNRESET"]);
});

test.each([
  [{ url: "vault.test:9119" }, "http:// or https://"],
  [{ url: `${"$"}{passwordstate.url}/api` }, "no door answers for"],
  [{ url: "" }, "not a URL"],
  [{ url: "ftp://127.0.0.1/" }, "http:// or https://"],
  [{ url: "file:///etc/passwd" }, "http:// or https://"],
  [{ url: "http://user:secret@127.0.0.1/" }, "user name or password"],
  [{ url: `http://127.0.0.1/${"x".repeat(20_000)}` }, "longer than"],
  [{ method: "CONNECT" }, "method"],
  [{ method: "GET / HTTP/1.1\r\nX: " }, "method"],
  [{ method: "" }, "method"],
  [{ headers: { "X-A": "a\r\nX-B: b" } }, "cannot carry"],
  [{ headers: { "X A": "a" } }, "cannot carry"],
  [{ headers: { "": "a" } }, "cannot carry"],
  [{ headers: { "X-A": "\u20ac" } }, "cannot carry"],
  [{ headers: { "Transfer-Encoding": "chunked" } }, "cannot be chosen"],
  [{ headers: { "content-length": "1" } }, "cannot be chosen"],
  [{ headers: { "X-A": "a".repeat(70_000) } }, "too large"],
  [{ timeoutMs: 0 }, "time-out"],
  [{ timeoutMs: Number.NaN }, "time-out"],
  [{ timeoutMs: 1e9 }, "time-out"],
  [{ mostBytes: -1 }, "bytes"],
])("%j cannot be sent, and is told so without its secrets", async (request, words) => {
  const outcome = await call("http://127.0.0.1:9/", request);
  expect(outcome.kind).toBe("invalid");
  const message = outcome.kind === "answer" ? "" : outcome.message;
  expect(message).toContain(words);
  expect(message).not.toContain("secret");
});

test("a thousand calls at once are all answered", async () => {
  const { port } = await startTiny();
  const outcomes = await Promise.all(Array.from({ length: 1000 }, () => call(`http://127.0.0.1:${port}/things/a`)));
  expect(outcomes.filter((outcome) => outcome.kind === "answer" && outcome.status === 404)).toHaveLength(1000);
});
