import { once } from "node:events";
import { expect, test } from "vitest";
import type { JournalEntry } from "../../src/engine/journal.ts";
import { Interrupted, type Outside } from "../../src/http/errands/outside.ts";
import { describeMock } from "../../src/http/openapi.ts";
import { type Answer, ask, dial, drain, readUntil } from "./ask.ts";
import { makeGate, mockWithErrands, type Reach } from "./errand-mock.ts";
import { letOthersRun } from "./relay.ts";
import { startTiny, type Tiny } from "./start-tiny.ts";

const post = { method: "POST" };
const HOUR = 3_600_000;

/** A tiny product whose errands do this while they are out. */
function start(reach: Reach): Promise<Tiny> {
  return startTiny({ mock: mockWithErrands(reach) });
}

/** One whose errands are out until the gate opens or their signal is aborted; `out` is fulfilled once the first one is. */
async function startGated() {
  const gate = makeGate();
  const arrived = makeGate();
  const tiny = await start(async (_name, { signal }) => {
    arrived.open();
    const gone = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("given up")));
    });
    return Promise.race([gate.opened, gone]);
  });
  return { tiny, gate, out: arrived.opened };
}

function nextEntry({ sandbox }: Tiny): Promise<JournalEntry> {
  return new Promise((resolve) => {
    const stop = sandbox.journal.listen((entry) => {
      stop();
      resolve(entry);
    });
  });
}

test("an errand answers with what it brought back, and is in the journal as one request", async () => {
  const tiny = await start(async (name) => `${name} and back`);
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
  const tiny = await start(async () => {
    went += 1;
    return "";
  });
  const answer = await ask(tiny.port, "/errands/a", { ...post, body });
  expect([answer.status, answer.headers["x-fauxvault-reason"]]).toEqual([status, reason]);
  expect([tiny.kept(), went, tiny.troubles.length]).toEqual([{}, 0, troubles]);
});

test("a crash outside or in finish gets the product's crash answer, is told, and leaves only what prepare kept", async () => {
  for (const reach of [async () => "broken", async () => Promise.reject(new TypeError("a fault outside"))]) {
    const tiny = await start(reach);
    const answer = await ask(tiny.port, "/errands/a", post);
    expect([answer.status, answer.text]).toEqual([500, "crashed\n"]);
    expect(tiny.troubles).toEqual([expect.any(TypeError)]);
    expect(tiny.kept()).toEqual({ a: "under way" });
    expect(tiny.sandbox.journal.entries()).toMatchObject([{ status: 500 }]);
  }
});

test.each(["reset", "rewound", "restored"] as const)(
  "an errand whose sandbox is %s while it is out ends without an answer and writes nothing",
  async (why) => {
    const { tiny, gate, out } = await startGated();
    const socket = await dial(tiny.port);
    const heard = drain(socket);
    const entry = nextEntry(tiny);
    socket.write("POST /errands/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    await out;
    if (why === "reset") tiny.sandbox.reset();
    else tiny.sandbox.interrupt(why);
    gate.open();
    expect(await heard).toBe("");
    expect(await entry).toMatchObject({ status: 0, reason: `sandbox 'default' was ${why} while it waited` });
    if (why === "reset") expect(tiny.kept()).toEqual({});
    expect(tiny.troubles).toEqual([]);
  },
);

test("an errand that pays no heed to a reset does not finish in the sandbox that stands then, nor can it write there", async () => {
  const gate = makeGate();
  const arrived = makeGate();
  let thrown: unknown;
  const tiny = await start(async (_name, { transact, waitUntil }) => {
    arrived.open();
    await gate.opened;
    try {
      transact(() => undefined);
    } catch (error) {
      thrown = error;
    }
    return waitUntil(0, HOUR);
  });
  const errand = ask(tiny.port, "/errands/a", post).catch((error) => error.code);
  await arrived.opened;
  tiny.sandbox.reset();
  gate.open();
  expect(await errand).toBe("ECONNRESET");
  expect(thrown).toBeInstanceOf(Interrupted);
  expect(tiny.kept()).toEqual({});
});

test("a client that hangs up aborts the errand: given up, it is in the journal as such, and others are served", async () => {
  const { tiny, out } = await startGated();
  for (const pem of [undefined, await tiny.ca()]) {
    tiny.sandbox.reset();
    const entry = nextEntry(tiny);
    const abort = new AbortController();
    const failed = expect(ask(tiny.port, "/errands/a", { ...post, ca: pem, signal: abort.signal })).rejects.toThrow(
      "aborted",
    );
    await out;
    while (tiny.kept().a === undefined) await letOthersRun();
    abort.abort();
    await failed;
    expect(await entry).toMatchObject({ status: 0, reason: "the client hung up while it waited" });
    expect((await ask(tiny.port, "/things/a")).text).toBe("under way");
  }
  expect(tiny.troubles).toEqual([]);
});

test("an errand that comes back although its client has gone is finished, as the vault would", async () => {
  const arrived = makeGate();
  const tiny = await start(async (_name, { signal }) => {
    arrived.open();
    await once(signal, "abort");
    return "done all the same";
  });
  const entry = nextEntry(tiny);
  const abort = new AbortController();
  const failed = expect(ask(tiny.port, "/errands/a", { ...post, signal: abort.signal })).rejects.toThrow("aborted");
  await arrived.opened;
  abort.abort();
  await failed;
  expect(await entry).toMatchObject({ status: 0, reason: undefined });
  expect(tiny.kept()).toEqual({ a: "done all the same" });
});

test("stopping while errands are out ends them at once", async () => {
  const { tiny, out } = await startGated();
  const errand = ask(tiny.port, "/errands/a", post).catch((error) => error.code);
  await out;
  const entry = nextEntry(tiny);
  tiny.sandboxes.stop();
  await tiny.listener.stop();
  expect(await errand).toBe("ECONNRESET");
  expect(await entry).toMatchObject({ status: 0, reason: "fauxvault stopped while it waited" });
  expect(tiny.troubles).toEqual([]);
});

test("an errand sent to a sandbox that is deleted meanwhile ends", async () => {
  const { tiny, out } = await startGated();
  tiny.sandboxes.fork("default", "copy");
  const errand = ask(tiny.port, "/~copy/errands/a", post).catch((error) => error.code);
  await out;
  tiny.sandboxes.delete("copy");
  expect(await errand).toBe("ECONNRESET");
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
  const tiny = await start(async () => {
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

test("a skew holds for both steps of an errand, and for what it waits for", async () => {
  const ends: string[] = [];
  const at = Date.UTC(2026, 2, 1);
  const tiny = await start(async (_name, { waitUntil }) => {
    ends.push(await waitUntil(at + 2 * HOUR, HOUR));
    return "found";
  });
  tiny.sandbox.clock.freeze(at);
  tiny.sandbox.settle();
  tiny.fault({ effect: { kind: "skew", ms: 2 * HOUR } });
  expect((await ask(tiny.port, "/errands/a", post)).headers.date).toBe("Sun, 01 Mar 2026 02:00:00 GMT");
  expect(ends).toEqual(["reached"]);
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

test("a thousand clients wait for one instant, others are served meanwhile, and all are answered when it comes", async () => {
  const at = Date.UTC(2026, 2, 1);
  const tiny = await start(async (_name, { waitUntil }) => waitUntil(at + 1000, HOUR));
  tiny.sandbox.clock.freeze(at);
  const waiting: Promise<Answer>[] = [];
  // Some at a time: a system drops connections that come faster than they are taken.
  while (waiting.length < 1000) {
    for (let more = 0; more < 100; more += 1) waiting.push(ask(tiny.port, `/errands/${waiting.length}`, post));
    while (tiny.sandbox.clock.timers.size < waiting.length) await letOthersRun();
  }
  expect((await ask(tiny.port, "/things/5")).text).toBe("under way");
  tiny.sandbox.clock.advance("PT1S");
  const answers = await Promise.all(waiting);
  expect(answers.every(({ status, text }) => status === 200 && text === "reached")).toBe(true);
  expect(tiny.sandbox.clock.timers.size).toBe(0);
});

test("a frozen clock keeps no client for longer than the errand allows", async () => {
  const tiny = await start(async (_name, { waitUntil }) => waitUntil(Date.UTC(2026, 2, 2), 5));
  tiny.sandbox.clock.freeze(Date.UTC(2026, 2, 1));
  expect((await ask(tiny.port, "/errands/a", post)).text).toBe("too-long");
});

test("a task goes on in the background when its errand has answered, until its sandbox is interrupted", async () => {
  const gate = makeGate();
  const ended: string[] = [];
  const tiny = await start(async (name, { background }) => {
    void background(async (outside: Outside) => {
      await gate.opened;
      if (name === "broken") throw new TypeError("a fault in the background");
      const end = await outside.waitUntil(Date.now() + HOUR, HOUR);
      ended.push(`${end} ${outside.signal.aborted}`);
      outside.transact(() => undefined);
    }).then(() => ended.push("over"));
    return "started";
  });
  expect((await ask(tiny.port, "/errands/a", post)).text).toBe("started");
  expect((await ask(tiny.port, "/errands/broken", post)).text).toBe("started");
  gate.open();
  while (tiny.sandbox.clock.timers.size === 0) await letOthersRun();
  expect(tiny.troubles).toEqual([new TypeError("a fault in the background")]);
  tiny.sandbox.reset();
  await letOthersRun();
  expect(ended).toEqual(["over", expect.stringMatching(/^(aborted|reset) true$/), "over"]);
  expect(tiny.troubles).toHaveLength(1);
});

test("without a way out, an errand's calls are refused and its texts stay as they are", async () => {
  const tiny = await start(async (_name, { request, resolve }) => {
    const { kind } = await request({ method: "GET", url: "http://127.0.0.1:9/" });
    return `${kind} ${resolve(`${"$"}{tiny.url}`)}`;
  });
  expect((await ask(tiny.port, "/errands/a", post)).text).toBe(`not-allowed ${"$"}{tiny.url}`);
});

test("a sandbox has a bounded number of tasks, and one too many is refused to who starts it", async () => {
  const gate = makeGate();
  const tiny = await start(async (_name, { background }) => {
    for (let task = 0; task < 400; task += 1) void background(async () => void (await gate.opened));
    return "started";
  });
  const statuses: number[] = [];
  for (const name of ["a", "b", "c"]) statuses.push((await ask(tiny.port, `/errands/${name}`, post)).status);
  expect(statuses).toEqual([200, 200, 500]);
  expect(tiny.troubles).toEqual([expect.objectContaining({ message: expect.stringContaining("1000 tasks") })]);
  gate.open();
  await letOthersRun();
  expect((await ask(tiny.port, "/errands/d", post)).status).toBe(200);
});
