import { expect, test } from "vitest";
import { describeMock } from "../../src/http/openapi.ts";
import { ask, dial, readUntil } from "./ask.ts";
import { mockWithErrands } from "./errand-mock.ts";
import { startGated, startWithErrands } from "./start-errands.ts";

const post = { method: "POST" };

test("an errand answers with what it brought back, and is in the journal as one request", async () => {
  const tiny = await startWithErrands(async (name) => `${name} and back`);
  const answer = await ask(tiny.port, "/errands/there", post);
  expect([answer.status, answer.text]).toEqual([200, "there and back"]);
  expect(answer.headers["content-length"]).toBe("14");
  expect(tiny.kept()).toEqual({ there: "there and back" });
  const entries = tiny.sandbox.journal.entries();
  expect(entries).toMatchObject([
    { operation: "errands.run", status: 200, replyBytes: 14, caller: { credential: "a key" } },
  ]);
  const head = await ask(tiny.port, "/errands/here", { method: "HEAD" });
  expect([head.status, head.text, head.headers["content-length"]]).toEqual([200, "", "13"]);
  expect(tiny.troubles).toEqual([]);
});

test("an errand is described and covered as what is built", async () => {
  const document = await describeMock(mockWithErrands(async () => ""));
  expect(document.paths?.["/errands/{name}"]).toHaveProperty("post");
});

test("while an errand is out, its sandbox serves others, and its finish sees what they did", async () => {
  const { tiny, gate, out } = await startGated();
  const errand = ask(tiny.port, "/errands/a", post);
  await out;
  expect(tiny.kept()).toEqual({ a: "under way" });
  expect((await ask(tiny.port, "/things/a", { method: "PUT", body: "changed" })).status).toBe(200);
  gate.open();
  const answer = await errand;
  expect([answer.status, answer.headers["x-fauxvault-reason"]]).toEqual([404, "somebody else was there meanwhile"]);
  expect(tiny.kept()).toEqual({ a: "changed" });
});

test.each([
  ["forbidden", 404, "that errand is forbidden", 0],
  ["broken", 500, "a fault of fauxvault itself: please report it with the request", 1],
])("what %s prepare did is gone, and nothing goes out", async (body, status, reason, troubles) => {
  let went = 0;
  const tiny = await startWithErrands(async () => {
    went += 1;
    return "";
  });
  const answer = await ask(tiny.port, "/errands/a", { ...post, body });
  expect([answer.status, answer.headers["x-fauxvault-reason"]]).toEqual([status, reason]);
  expect([tiny.kept(), went, tiny.troubles.length]).toEqual([{}, 0, troubles]);
});

test("a crash outside or in finish gets the product's crash answer, is told, and leaves only what prepare kept", async () => {
  for (const reach of [async () => "broken", async () => Promise.reject(new TypeError("a fault outside"))]) {
    const tiny = await startWithErrands(reach);
    const answer = await ask(tiny.port, "/errands/a", post);
    expect([answer.status, answer.text]).toEqual([500, "crashed\n"]);
    expect(tiny.troubles).toEqual([expect.any(TypeError)]);
    expect(tiny.kept()).toEqual({ a: "under way" });
    expect(tiny.sandbox.journal.entries()).toMatchObject([{ status: 500 }]);
  }
});

test("a rewind goes to before an errand's first write and to after its last one, and keeps what others did before that", async () => {
  const { tiny, gate, out } = await startGated();
  const errand = ask(tiny.port, "/quiet/a", post);
  await out;
  await ask(tiny.port, "/things/b", { method: "PUT", body: "other" });
  gate.open();
  await errand;
  tiny.sandbox.rewind(2, "before");
  expect(tiny.kept()).toEqual({ b: "other" });
  tiny.sandbox.rewind(2, "after");
  expect(tiny.kept()).toEqual({ a: "found", b: "other" });
  await ask(tiny.port, "/errands/c", post);
  tiny.sandbox.rewind(3, "before");
  expect(tiny.kept()).toEqual({ a: "found", b: "other" });
});

test("a fault before keeps an errand from going out and takes back what it did; one after lets it act first", async () => {
  let went = 0;
  const tiny = await startWithErrands(async () => {
    went += 1;
    return "found";
  });
  tiny.fault({ times: 1, when: "before", effect: { kind: "status", status: 503 } });
  expect((await ask(tiny.port, "/errands/a", post)).status).toBe(503);
  expect([went, tiny.kept()]).toEqual([0, {}]);
  tiny.fault({ times: 1, when: "before", effect: { kind: "status", status: 503 } });
  expect((await ask(tiny.port, "/errands/a", { ...post, body: "forbidden" })).status).toBe(503);
  tiny.fault({ times: 1, when: "after", effect: { kind: "status", status: 502 } });
  expect((await ask(tiny.port, "/errands/a", post)).status).toBe(502);
  expect([went, tiny.kept()]).toEqual([1, { a: "found" }]);
  for (const when of ["before", "after"] as const) {
    tiny.fault({ times: 1, when, effect: { kind: "delay", ms: 5 } });
    expect((await ask(tiny.port, `/errands/${when}`, post)).text).toBe("found");
  }
  tiny.fault({ times: 1, when: "after", effect: { kind: "reset" } });
  await expect(ask(tiny.port, "/errands/z", post)).rejects.toThrow("ECONNRESET");
  expect(tiny.kept().z).toBe("found");
  expect(tiny.troubles).toEqual([]);
});

test("the next request of a connection waits until an errand is back", async () => {
  const { tiny, gate, out } = await startGated();
  const socket = await dial(tiny.port);
  socket.write(
    "POST /quiet/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\nGET /things/a HTTP/1.1\r\nHost: x\r\n\r\n",
  );
  await out;
  gate.open("brought");
  const heard = await readUntil(socket, "Content-Length: 7\r\n\r\nbroughtHTTP/1.1 200 OK");
  expect(heard).toContain("HTTP/1.1 200 OK");
});

test("without a way out, an errand's calls are refused and its texts stay as they are", async () => {
  const tiny = await startWithErrands(async (_name, { request, resolve }) => {
    const { kind } = await request({ method: "GET", url: "http://127.0.0.1:9/" });
    return `${kind} ${resolve(`${"$"}{tiny.url}`)}`;
  });
  expect((await ask(tiny.port, "/errands/a", post)).text).toBe(`not-allowed ${"$"}{tiny.url}`);
});
