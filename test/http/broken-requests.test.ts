import { expect, test } from "vitest";
import { ask, dial, drain, statusesOf } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

const broken: Readonly<Record<string, string>> = {
  "no HTTP at all": "hello there, vault\r\n\r\n",
  "a line that is cut": "GET\r\n\r\n",
  "an unknown version": "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
  "a method that is none": "G<ET / HTTP/1.1\r\nHost: x\r\n\r\n",
  "a target that is none": "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
  "a space in the target": "GET /things/a b HTTP/1.1\r\nHost: x\r\n\r\n",
  "a header without a name": "GET /things/a HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
  "a header without a colon": "GET /things/a HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n",
  "a control character in a header": "GET /things/a HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
  "a line feed alone in a header": "GET /things/a HTTP/1.1\r\nHost: x\r\nX: a\rb: c\r\n\r\n",
  "two lengths": "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
  "a length that is no number": "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
  "a negative length": "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
  "a length beyond all numbers": `PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: ${"9".repeat(40)}\r\n\r\n`,
  "a length beside a transfer encoding":
    "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "no Host header": "GET /things/a HTTP/1.1\r\n\r\n",
  "a demand for a tunnel": "CONNECT example.test:443 HTTP/1.1\r\nHost: example.test\r\n\r\n",
  "the greeting of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "the greeting of SSH": "SSH-2.0-OpenSSH_9.0\r\n",
};

test.each(Object.entries(broken))(
  "%s is answered in the product's words, then the connection ends",
  async (_, bytes) => {
    const { port, ca, kept } = await startTiny();
    for (const pem of [undefined, await ca()]) {
      const socket = await dial(port, pem);
      socket.write(bytes, "latin1");
      const text = await drain(socket);
      expect(statusesOf(text)).toEqual([400]);
      expect(text).toMatch(/connection: close\r\n/i);
      expect(text).toMatch(/\r\n\r\nmalformed\n$/);
    }
    expect(kept()).toEqual({});
    expect((await ask(port, "/things/a")).status).toBe(404);
  },
);

test("a chunk that is none ends a request that had begun, and nothing of it is kept", async () => {
  const { port, kept } = await startTiny();
  const socket = await dial(port);
  socket.write("PUT /things/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nnot a size\r\n");
  expect(statusesOf(await drain(socket))).toEqual([400]);
  expect(kept()).toEqual({});
});

test.each([
  ["one header without end", () => `X: ${"x".repeat(1000)}`],
  ["a target without end", () => "x".repeat(1000)],
  ["headers without end", (at: number) => `X-${at}: ${"y".repeat(900)}\r\n`],
])("%s is refused while the client still sends", async (kind, piece) => {
  const { port, ca } = await startTiny();
  for (const pem of [undefined, await ca()]) {
    const socket = await dial(port, pem);
    socket.write(kind === "a target without end" ? "GET /" : "GET /things/a HTTP/1.1\r\nHost: x\r\n");
    let at = 0;
    const send = () => {
      at += 1;
      if (socket.writable && at < 20_000) socket.write(piece(at), send);
    };
    send();
    const text = await drain(socket);
    expect(statusesOf(text)).toEqual([431]);
    expect(text).toContain("\r\n\r\nheaders-too-large\n");
  }
  expect((await ask(port, "/things/a")).status).toBe(404);
});

test.each([
  ["the first byte of TLS and nothing sensible after it", Buffer.from("\x16GET / HTTP/1.1\r\n\r\n", "latin1")],
  ["a TLS record of noise", Buffer.from([0x16, 3, 1, 0, 50, ...new Array<number>(50).fill(0xab)])],
  ["a TLS record of another kind", Buffer.from([0x17, 3, 3, 0, 1, 0])],
  ["a TLS alert", Buffer.from([0x15, 3, 3, 0, 2, 2, 40])],
])("%s ends the connection and nothing else", async (_, bytes) => {
  const { port, troubles } = await startTiny();
  const socket = await dial(port);
  socket.end(bytes);
  await drain(socket);
  expect(troubles).toEqual([]);
  expect((await ask(port, "/things/a")).status).toBe(404);
});

test("nonsense in the middle of an answer does not become a part of it", async () => {
  const { port, fault, kept } = await startTiny();
  await ask(port, "/things/a", { method: "PUT", body: "0123456789" });
  fault({ effect: { kind: "drip", ms: 5, bytes: 1 } });
  const socket = await dial(port);
  const text = drain(socket);
  socket.write("GET /things/a HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n");
  expect(statusesOf(await text)).not.toContain(400);
  expect(kept()).toEqual({ a: "0123456789" });
});
