import { expect, test } from "vitest";
import { ask, dial, drain, readUntil, statusesOf } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

// Long enough for a TLS handshake on a busy machine.
const patience = 3_000;
const CLIENT_HELLO_BEGINNING = Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1]);

test("a client that says nothing, or stops in its TLS handshake, is let go", async () => {
  const { port } = await startTiny({ patience });
  const sockets = [await dial(port), await dial(port)];
  sockets[1]?.write(CLIENT_HELLO_BEGINNING);
  expect(await Promise.all(sockets.map(drain))).toEqual(["", ""]);
  expect((await ask(port, "/things/a")).status).toBe(404);
});

test("a client that stops in its headers is told so in the product's words, by HTTP and HTTPS", async () => {
  const { port, ca, sandbox } = await startTiny({ patience });
  const stopInHeaders = async (pem?: string) => {
    const socket = await dial(port, pem);
    socket.write("GET /things/a HTTP/1.1\r\nHost: x\r\nX-Slow");
    const text = await drain(socket);
    expect(statusesOf(text)).toEqual([408]);
    expect(text).toContain("\r\n\r\ntimed-out\n");
  };
  await Promise.all([stopInHeaders(), stopInHeaders(await ca())]);
  expect(sandbox.journal.entries()).toEqual([]);
});

test("a connection that was answered and then falls silent is let go", async () => {
  const { port, ca } = await startTiny({ patience });
  const fallSilent = async (pem?: string) => {
    const socket = await dial(port, pem);
    const rest = drain(socket);
    socket.write("GET /things/a HTTP/1.1\r\nHost: x\r\n\r\n");
    await readUntil(socket, "no thing");
    expect(statusesOf(await rest)).toEqual([404]);
  };
  await Promise.all([fallSilent(), fallSilent(await ca())]);
});
