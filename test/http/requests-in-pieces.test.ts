import fc from "fast-check";
import { expect, test } from "vitest";
import { ask, dial, drain, keepAlive, readUntil, statusesOf } from "./ask.ts";
import { letOthersRun, startRelay } from "./relay.ts";
import { startTiny } from "./start-tiny.ts";

test("a request may come in any pieces, from its first byte alone on, by HTTP and HTTPS", async () => {
  const { port, ca } = await startTiny();
  const pem = await ca();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.string({ unit: "binary", maxLength: 200 }),
      async (sizes, secure, body) => {
        const relay = await startRelay(port, [1, ...sizes]);
        const agent = secure ? keepAlive().https : keepAlive().http;
        const how = { agent, ca: secure ? pem : undefined };
        for (const name of ["one", "two"]) {
          const { text } = await ask(relay, `/things/${name}`, { method: "PUT", body, ...how });
          expect(JSON.parse(text).bytes).toBe(Buffer.byteLength(body));
          expect((await ask(relay, `/things/${name}`, how)).text).toBe(Buffer.from(body).toString());
        }
      },
    ),
    { numRuns: 12 },
  );
});

test("a large body that comes at once with the first byte is read whole and in order", async () => {
  const { port, kept, ca } = await startTiny();
  const body = Array.from({ length: 9_000 }, (_, at) => `${at}`.padStart(10, "-")).join("");
  await ask(port, "/things/http", { method: "PUT", body });
  await ask(port, "/things/https", { method: "PUT", body, ca: await ca() });
  expect(kept()).toEqual({ http: body, https: body });
});

test("requests in a pipeline are answered in their order, whatever they do", async () => {
  const { port, kept } = await startTiny();
  const socket = await dial(port);
  const put = (name: string, body: string) =>
    `PUT /things/${name} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const get = (name: string) => `GET /things/${name} HTTP/1.1\r\nHost: x\r\n\r\n`;
  const last = "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  socket.write(put("a", "first") + get("a") + get("b") + put("a", "second") + get("a") + last);
  const text = await drain(socket);
  expect(statusesOf(text)).toEqual([200, 200, 404, 200, 200, 404]);
  expect(text.indexOf("\r\n\r\nfirst")).toBeLessThan(text.indexOf("there is no thing 'b'"));
  expect(text.indexOf("there is no thing 'b'")).toBeLessThan(text.indexOf("\r\n\r\nsecond"));
  expect(kept()).toEqual({ a: "second" });
});

test("a client that waits for leave before it sends its body gets it", async () => {
  const { port, kept } = await startTiny();
  const socket = await dial(port);
  socket.write(
    "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
  );
  await readUntil(socket, "HTTP/1.1 100 Continue\r\n\r\n");
  expect(kept()).toEqual({});
  socket.write("body");
  expect(statusesOf(await drain(socket))).toEqual([200]);
  expect(kept()).toEqual({ a: "body" });
});

test("a client that has closed its half after its request gets the answer", async () => {
  const { port } = await startTiny();
  const whole = await dial(port);
  whole.end("GET /things/a HTTP/1.1\r\nHost: x\r\n\r\n");
  expect(statusesOf(await drain(whole))).toEqual([404]);
  const pieces = await dial(port);
  pieces.write("G");
  await letOthersRun();
  pieces.end("ET /things/a HTTP/1.1\r\nHost: x\r\n\r\n");
  expect(statusesOf(await drain(pieces))).toEqual([404]);
});
