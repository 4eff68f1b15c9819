import { once } from "node:events";
import { expect, test } from "vitest";
import { Interrupted } from "../../src/http/errands/outside.ts";
import { ask, dial, drain } from "./ask.ts";
import { makeGate } from "./errand-mock.ts";
import { letOthersRun } from "./relay.ts";
import { nextEntry, startGated, startWithErrands } from "./start-errands.ts";

const post = { method: "POST" };
const HOUR = 3_600_000;

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
  const tiny = await startWithErrands(async (_name, { transact, waitUntil }) => {
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
  const tiny = await startWithErrands(async (_name, { signal }) => {
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
