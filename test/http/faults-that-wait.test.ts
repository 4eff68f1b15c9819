import { once } from "node:events";
import { expect, test } from "vitest";
import type { JournalEntry } from "../../src/engine/journal.ts";
import { ask, askHead } from "./ask.ts";
import { letOthersRun } from "./relay.ts";
import { startTiny, type Tiny } from "./start-tiny.ts";

const put = { method: "PUT", body: "late" };

/** The next request that is written down. */
function nextEntry({ sandbox }: Tiny): Promise<JournalEntry> {
  return new Promise((resolve) => {
    const stop = sandbox.journal.listen((entry) => {
      stop();
      resolve(entry);
    });
  });
}

test("a delay lets others by, and before or after says whether the vault has acted meanwhile", async () => {
  for (const when of ["before", "after"] as const) {
    const { port, fault, kept, listener } = await startTiny();
    fault({ match: { path: "/things/a" }, when, effect: { kind: "delay", ms: 3_600_000 } });
    const order: string[] = [];
    const late = ask(port, "/things/a", put).catch(() => order.push("late"));
    for (const path of ["/things/b", "/things/c"]) order.push(`${(await ask(port, path)).status}`);
    expect(kept()).toEqual(when === "after" ? { a: "late" } : {});
    await listener.stop();
    await late;
    expect(order).toEqual(["404", "404", "late"]);
  }
});

test("what others did while a request was delayed is not undone by a rewind to before it", async () => {
  const tiny = await startTiny();
  const { port, fault, kept, sandbox } = tiny;
  fault({ match: { path: "/things/a" }, when: "before", effect: { kind: "delay", ms: 5000 } });
  const late = ask(port, "/things/a", put);
  await ask(port, "/things/b", put);
  await late;
  expect(sandbox.journal.entries().map(({ target }) => target)).toEqual(["/things/b", "/things/a"]);
  sandbox.rewind(2, "before");
  expect(kept()).toEqual({ b: "late" });
  sandbox.rewind(2, "after");
  expect(kept()).toEqual({ a: "late", b: "late" });
});

test.each(["before", "after"] as const)(
  "a client that gives up on a delay %s the vault acts is in the journal, and so is what it changed",
  async (when) => {
    const tiny = await startTiny();
    for (const pem of [undefined, await tiny.ca()]) {
      tiny.sandbox.reset();
      tiny.fault({ when, effect: { kind: "delay", ms: 3_600_000 } });
      const before = tiny.sandbox.store.version();
      const abort = new AbortController();
      const asked = ask(tiny.port, "/things/a", { ...put, ca: pem, signal: abort.signal });
      const failed = expect(asked).rejects.toThrow("aborted");
      // The fault counts what it sees: a new version says that the request has come.
      while (tiny.sandbox.store.version() === before) await letOthersRun();
      const entry = nextEntry(tiny);
      abort.abort();
      await failed;
      const { seq, ...left } = await entry;
      expect(left).toMatchObject({ status: 0, operation: "things.write", target: "/things/a" });
      tiny.sandbox.reset();
      tiny.sandbox.rewind(seq, "after");
      expect(tiny.kept()).toEqual(when === "after" ? { a: "late" } : {});
    }
  },
);

test("a request that hangs is written down as such, its client can give up, and others are served", async () => {
  const tiny = await startTiny();
  for (const pem of [undefined, await tiny.ca()]) {
    tiny.fault({ times: 1, effect: { kind: "hang" } });
    const entry = nextEntry(tiny);
    const abort = new AbortController();
    const asked = ask(tiny.port, "/things/a", { ...put, ca: pem, signal: abort.signal });
    const failed = expect(asked).rejects.toThrow("aborted");
    expect(await entry).toMatchObject({ status: 0, faults: [{ effect: { kind: "hang" } }] });
    expect((await ask(tiny.port, "/things/a", { ca: pem })).status).toBe(404);
    abort.abort();
    await failed;
  }
});

test("a drip sends its head at once and its body in pieces", async () => {
  const { port, fault } = await startTiny();
  await ask(port, "/things/a", { method: "PUT", body: "0123456789" });
  fault({ effect: { kind: "drip", ms: 20, bytes: 4 } });
  const response = await askHead(port, "/things/a");
  expect(response.headers["content-length"]).toBe("10");
  const pieces: string[] = [];
  response.on("data", (chunk) => pieces.push(String(chunk)));
  await once(response, "end");
  expect(pieces.join("")).toBe("0123456789");
  expect(pieces.length).toBeGreaterThan(1);
});

test("a skew shows in what the vault decides and in its Date header, and in nothing after it", async () => {
  const { port, fault, sandbox, ca } = await startTiny();
  sandbox.clock.freeze(Date.UTC(2026, 2, 1));
  for (const pem of [undefined, await ca()]) {
    fault({ times: 1, effect: { kind: "skew", ms: 86_400_000 } });
    const skewed = await ask(port, "/things/a", { ...put, ca: pem });
    expect(JSON.parse(skewed.text).at).toBe(Date.UTC(2026, 2, 2));
    expect(skewed.headers.date).toBe("Mon, 02 Mar 2026 00:00:00 GMT");
    const plain = await ask(port, "/things/a", { ...put, ca: pem });
    expect(JSON.parse(plain.text).at).toBe(Date.UTC(2026, 2, 1));
    expect(plain.headers.date).toBe("Sun, 01 Mar 2026 00:00:00 GMT");
  }
  expect(sandbox.journal.entries().map(({ at }) => at)).toEqual(new Array(4).fill(Date.UTC(2026, 2, 1)));
});

test("a skew to the end of the calendar is answered like any other", async () => {
  const { port, fault, sandbox } = await startTiny();
  sandbox.clock.freeze(8.64e15);
  fault({ effect: { kind: "skew", ms: 8.64e13 } });
  expect((await ask(port, "/things/a", put)).status).toBe(200);
});
