import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ask, dial, drain, statusesOf } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";
import { TINY_LIMIT } from "./tiny-mock.ts";

const PUT = { method: "PUT" };

test("a body may come in chunks, with trailers", async () => {
  const { port, kept } = await startTiny();
  const socket = await dial(port);
  const head =
    "PUT /things/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\nConnection: close\r\n\r\n";
  socket.write(`${head}5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nX-T: 1\r\n\r\n`);
  expect(statusesOf(await drain(socket))).toEqual([200]);
  expect(kept()).toEqual({ a: "hello world" });
});

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["GZIP", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["identity", (text: string) => Buffer.from(text)],
])("a body packed as %s is unpacked", async (encoding, pack) => {
  const { port, kept } = await startTiny();
  const body = pack("packed body ".repeat(500));
  const headers = { "Content-Encoding": encoding };
  expect((await ask(port, "/things/a", { ...PUT, headers, body })).status).toBe(200);
  expect(kept()).toEqual({ a: "packed body ".repeat(500) });
});

test.each([
  ["damaged", "gzip", gzipSync("x".repeat(1000)).subarray(0, 20), 400],
  ["of another kind than said", "br", Buffer.from("plain text"), 400],
  ["empty where something packed was said", "gzip", Buffer.from("0"), 400],
  ["packed as nobody knows", "zstd-2000", Buffer.from("x"), 400],
  ["packed twice", "gzip, gzip", gzipSync(gzipSync("x")), 400],
  ["that unpacks to too much", "gzip", gzipSync(Buffer.alloc(TINY_LIMIT + 1)), 413],
  ["that unpacks to a thousand times the limit", "gzip", gzipSync(Buffer.alloc(TINY_LIMIT * 200)), 413],
])("a body %s is refused in the product's words, and nothing happens", async (_, encoding, body, status) => {
  const { port, kept, sandbox } = await startTiny();
  const answer = await ask(port, "/things/a", { ...PUT, headers: { "Content-Encoding": encoding }, body });
  expect([answer.status, answer.headers.server, answer.headers.connection]).toEqual([status, "Tiny/1.0", "close"]);
  expect(answer.text).toBe(status === 413 ? "body-too-large\n" : "malformed\n");
  expect(kept()).toEqual({});
  expect(sandbox.journal.entries()).toEqual([
    expect.objectContaining({ status, operation: "things.write", reason: expect.stringMatching(/body/) }),
  ]);
});

test("a body of exactly the limit is taken, one byte more is not", async () => {
  const { port, kept } = await startTiny();
  expect((await ask(port, "/things/a", { ...PUT, body: "x".repeat(TINY_LIMIT) })).status).toBe(200);
  expect((await ask(port, "/things/b", { ...PUT, body: "x".repeat(TINY_LIMIT + 1) })).status).toBe(413);
  expect(Object.keys(kept())).toEqual(["a"]);
});

test("a body that says it will be too large is refused before it is sent", async () => {
  const { port, ca } = await startTiny();
  for (const pem of [undefined, await ca()]) {
    const socket = await dial(port, pem);
    socket.write("PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n");
    const text = await drain(socket);
    expect(statusesOf(text)).toEqual([413]);
    expect(text).toContain("\r\n\r\nbody-too-large\n");
  }
});

test("a body in chunks without end is refused once it is too large, and the client can read that while it still sends", async () => {
  const { port, kept, ca } = await startTiny();
  for (const pem of [undefined, await ca()]) {
    const socket = await dial(port, pem);
    socket.write("PUT /things/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    // Goes on sending until the other end has enough.
    const send = () => void (socket.writable && socket.write(chunk, send));
    send();
    const text = await drain(socket);
    expect(statusesOf(text)).toEqual([413]);
    expect(text).toContain("\r\n\r\nbody-too-large\n");
  }
  expect(kept()).toEqual({});
  expect((await ask(port, "/things/a")).status).toBe(404);
});

test("a client that sends all of a body that is too large before it reads gets its answer", async () => {
  const { port, ca } = await startTiny();
  for (const pem of [undefined, await ca()]) {
    const socket = await dial(port, pem);
    socket.pause();
    socket.write(`PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: ${20_000_000}\r\n\r\n`);
    await new Promise((resolve) => socket.write(Buffer.alloc(20_000_000), resolve));
    const answer = drain(socket);
    socket.resume();
    expect(statusesOf(await answer)).toEqual([413]);
  }
});

test("text in a body is bytes: what is no UTF-8 arrives, and a length of nothing is no body", async () => {
  const { port } = await startTiny();
  const bytes = Uint8Array.of(0, 0xff, 0xfe, 0x80);
  expect(JSON.parse((await ask(port, "/things/a", { ...PUT, body: bytes })).text).bytes).toBe(4);
  for (const length of ["0", "00"]) {
    const { text } = await ask(port, "/things/a", { ...PUT, headers: { "Content-Length": length } });
    expect(JSON.parse(text).bytes).toBe(0);
  }
});
