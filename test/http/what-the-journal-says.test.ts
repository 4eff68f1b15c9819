import { expect, test } from "vitest";
import { ask } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

test("a request is written down with what it asked, what it got and what it changed", async () => {
  const { port, sandbox, kept } = await startTiny();
  sandbox.clock.freeze(Date.UTC(2026, 2, 1));
  const { text } = await ask(port, "/things/a?x=1&y", {
    method: "PUT",
    body: "12345",
    headers: { "User-Agent": "tests" },
  });
  await ask(port, "/things/b");
  const [first, second] = sandbox.journal.entries();
  expect(first).toMatchObject({
    seq: 1,
    at: Date.UTC(2026, 2, 1),
    product: "tiny",
    channel: "http",
    method: "PUT",
    target: "/things/a?x=1&y",
    operation: "things.write",
    status: 200,
    reason: undefined,
    agent: "tests",
    faults: [],
    requestBytes: 5,
    replyBytes: Buffer.byteLength(text),
  });
  expect(second).toMatchObject({ operation: "things.read", status: 404, reason: "there is no thing 'b'" });
  expect(second?.before).toBe(second?.after);
  expect(second?.milliseconds).toBeGreaterThanOrEqual(0);
  sandbox.rewind(1, "before");
  expect(kept()).toEqual({});
  sandbox.rewind(1, "after");
  expect(kept()).toEqual({ a: "12345" });
});

test("a refusal takes back what its handler wrote, and so does a crash, which is told and answered in the product's words", async () => {
  const { port, sandbox, kept, troubles } = await startTiny();
  expect((await ask(port, "/things/a", { method: "PUT", body: "forbidden" })).status).toBe(404);
  const crashed = await ask(port, "/crash", { method: "POST" });
  expect([crashed.status, crashed.text]).toEqual([500, "crashed\n"]);
  expect(troubles).toEqual([new TypeError("a handler's own fault")]);
  expect(kept()).toEqual({});
  const [refused, failed] = sandbox.journal.entries();
  expect(refused?.before).toBe(refused?.after);
  expect(failed).toMatchObject({ status: 500, reason: expect.stringContaining("a fault of fauxvault itself") });
  expect(failed?.before).toBe(failed?.after);
});

test("an unknown path names the nearest operations, a wrong method what the path takes", async () => {
  const { port, sandbox } = await startTiny();
  await ask(port, "/thingz/a");
  await ask(port, "/crush", { method: "POST" });
  await ask(port, "/things/a", { method: "DELETE" });
  await ask(port, `/${"x".repeat(5000)}`);
  const [thingz, crush, wrong, long] = sandbox.journal.entries().map(({ reason }) => reason);
  expect(thingz).toBe(
    "not implemented by fauxvault: no such path; nearest: GET /things/:name, PUT /things/:name, POST /crash",
  );
  expect(crush).toMatch(/nearest: POST \/crash, /);
  expect(wrong).toMatch(/^this path takes GET, PUT; nearest: (GET|PUT) \/things\/:name, /);
  expect(long).toMatch(/^not implemented by fauxvault/);
});

test("a journal that is told of does not hold up the answer, and counts on over a reset", async () => {
  const { port, sandbox } = await startTiny();
  const seen: string[] = [];
  const stop = sandbox.journal.listen(({ method, seq }) => seen.push(`${seq} ${method}`));
  await ask(port, "/things/a", { method: "PUT" });
  sandbox.reset();
  await ask(port, "/things/a");
  stop();
  await ask(port, "/things/a");
  expect(seen).toEqual(["1 PUT", "2 GET"]);
});
