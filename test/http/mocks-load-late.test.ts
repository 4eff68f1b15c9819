import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import { loadOnce } from "../../src/http/load-once.ts";
import type { Mock } from "../../src/http/mock.ts";
import { ask, dial, drain } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";
import { tinyMock, tinyService } from "./tiny-mock.ts";

/** The tests' own product, whose service comes when the test lets it; `asked` counts how often it was begun to be loaded. */
function makeLateMock() {
  const gate = new EventEmitter();
  const opened = once(gate, "open");
  let asked = 0;
  const load = loadOnce(async () => {
    asked += 1;
    await opened;
    return tinyService;
  });
  const mock: Mock = { ...tinyMock, load };
  return { mock, open: () => void gate.emit("open"), asked: () => asked };
}

test("requests that come before the mock is loaded are answered rightly, in their order, and load it once", async () => {
  const late = makeLateMock();
  const { port, kept, sandbox } = await startTiny({ mock: late.mock });
  expect(late.asked()).toBe(0);
  const writes = ["a", "b"].map((name) => ask(port, `/things/${name}`, { method: "PUT", body: `of ${name}` }));
  const piped = await dial(port);
  piped.write("PUT /things/c HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nof c");
  piped.write("GET /things/c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  await expect.poll(late.asked).toBe(1);
  expect(sandbox.journal.entries()).toEqual([]);
  late.open();
  expect((await Promise.all(writes)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await drain(piped)).split("HTTP/1.1 200 OK").at(-1)).toMatch(/\r\n\r\nof c$/);
  expect(kept()).toEqual({ a: "of a", b: "of b", c: "of c" });
  expect(late.asked()).toBe(1);
});

test("a first request by TLS is answered as any", async () => {
  const { mock, open } = makeLateMock();
  const { port, ca } = await startTiny({ mock });
  const answer = ask(port, "/things/a", { method: "PUT", body: "x", ca: await ca() });
  open();
  expect(JSON.parse((await answer).text)).toMatchObject({ secure: true, bytes: 1 });
});

test("bytes that are no request are answered as the product before it is loaded, and load nothing", async () => {
  const late = makeLateMock();
  const { port, ca } = await startTiny({ mock: late.mock });
  for (const pem of [undefined, await ca()]) {
    const socket = await dial(port, pem);
    socket.write("nonsense\r\n\r\n");
    expect(await drain(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*malformed\n$/);
  }
  expect(late.asked()).toBe(0);
});

test("a client that leaves before the mock is loaded leaves nothing behind, and the next one is served", async () => {
  const late = makeLateMock();
  const { port, kept, troubles } = await startTiny({ mock: late.mock });
  const socket = await dial(port);
  socket.write("PUT /things/gone HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  await expect.poll(late.asked).toBe(1);
  socket.resetAndDestroy();
  await once(socket, "close");
  late.open();
  expect((await ask(port, "/things/a", { method: "PUT", body: "x" })).status).toBe(200);
  expect(kept()).toEqual({ a: "x" });
  expect(troubles).toEqual([]);
});

test("a mock that cannot be loaded gives the product's crash answer and a trouble, and is tried again", async () => {
  let broken = true;
  const load = loadOnce(async () => {
    if (broken) throw new Error("a part of the program is missing");
    return tinyService;
  });
  const { port, troubles } = await startTiny({ mock: { ...tinyMock, load } });
  const refused = await Promise.all([ask(port, "/things/a"), ask(port, "/things/a", { method: "PUT", body: "x" })]);
  expect(refused.map(({ status, text }) => [status, text])).toEqual([
    [500, "crashed\n"],
    [500, "crashed\n"],
  ]);
  expect(troubles).toEqual([
    new Error("a part of the program is missing"),
    new Error("a part of the program is missing"),
  ]);
  broken = false;
  expect((await ask(port, "/things/a", { method: "PUT", body: "x" })).status).toBe(200);
});
