import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { Sandboxes } from "../../src/engine/sandboxes.ts";
import { bringBackSnapshot, takeSnapshot } from "../../src/engine/snapshot.ts";
import { fakeTimers, labels, NOON, note, openAtNoon } from "./at-noon.ts";
import { smallWorld } from "./small-world.ts";

fakeTimers();

test("a reset, a rewind and a snapshot that is brought back end what waits and tell it so; a refused one does not", () => {
  const { sandbox, clock, told } = openAtNoon();
  const wait = () =>
    clock.at(
      NOON + 1,
      () => told.push("acted"),
      (why) => told.push(why),
    );
  const snapshot = takeSnapshot(sandbox);
  wait();
  expect(() => sandbox.rewind(99, "before")).toThrow(EngineError);
  expect(() => bringBackSnapshot(sandbox, "{}")).toThrow(EngineError);
  expect(told).toEqual([]);
  sandbox.reset();
  wait();
  bringBackSnapshot(sandbox, snapshot);
  wait();
  const version = sandbox.store.version();
  const caller = { address: "127.0.0.1", host: undefined, credential: undefined, carrier: undefined };
  sandbox.journal.add({
    at: NOON,
    product: "store",
    channel: "http",
    method: "GET",
    target: "/",
    operation: undefined,
    caller,
    status: 200,
    reason: undefined,
    agent: undefined,
    faults: [],
    requestBytes: 0,
    replyBytes: 0,
    milliseconds: 1,
    before: version,
    after: version,
  });
  sandbox.rewind(1, "after");
  clock.advance("P1D");
  expect(told).toEqual(["reset", "restored", "rewound"]);
});

test("a fork waits for nothing, and what waits in its origin acts there alone", () => {
  const { sandbox, clock } = openAtNoon();
  clock.at(NOON + 1, () => note(sandbox, "acted"));
  const fork = sandbox.fork("copy");
  fork.clock.advance("P1D");
  expect([fork.clock.timers.size, labels(fork), labels(sandbox)]).toEqual([0, [], []]);
  clock.advance("P1D");
  expect([labels(fork), labels(sandbox)]).toEqual([[], ["acted"]]);
});

test("a sandbox that is deleted, replaced or stopped ends what waits, and nothing can wait in it again", async () => {
  const fixture = await smallWorld.fixture("test", { fauxvault: 1 });
  const sandboxes = new Sandboxes(smallWorld);
  const told: string[] = [];
  for (const id of ["a", "b", "c"]) {
    const sandbox = await sandboxes.create(fixture, id);
    const wait = () =>
      sandbox.clock.at(
        Date.now() + 1e9,
        () => told.push("acted"),
        (why) => told.push(`${id} ${why}`),
      );
    wait();
    if (id === "a") sandboxes.delete(id);
    else if (id === "b") await sandboxes.replace(id, fixture);
    else sandboxes.stop();
    expect(wait().waiting).toBe(false);
    await Promise.resolve();
    expect(sandbox.over).toBeDefined();
  }
  expect(told).toEqual(["a deleted", "a deleted", "b replaced", "b replaced", "c stopped", "c stopped"]);
});

test("what throws when it is told of its end is trouble that is told, and the others hear of theirs", async () => {
  const troubles: unknown[] = [];
  const sandboxes = new Sandboxes(smallWorld, (error, { id }) => troubles.push([id, error]));
  const sandbox = await sandboxes.create(await smallWorld.fixture("test", { fauxvault: 1 }), "a");
  const told: string[] = [];
  const fault = new Error("a fault");
  const fail = () => {
    throw fault;
  };
  sandbox.clock.at(Date.now() + 1e9, () => undefined, fail);
  sandbox.clock.at(
    Date.now() + 1e9,
    () => undefined,
    (why) => told.push(why),
  );
  sandbox.listenForInterruption(fail);
  sandbox.listenForInterruption((why) => told.push(why));
  sandbox.reset();
  expect(told).toEqual(["reset", "reset"]);
  expect(troubles).toEqual([
    ["a", fault],
    ["a", fault],
  ]);
});
