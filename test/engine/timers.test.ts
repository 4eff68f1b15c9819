import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { Sandboxes } from "../../src/engine/sandboxes.ts";
import { bringBackSnapshot, takeSnapshot } from "../../src/engine/snapshot.ts";
import { MOST_TIMERS } from "../../src/engine/timers.ts";
import { openSandbox, readAll, smallWorld, store } from "./small-world.ts";

const NOON = Date.UTC(2026, 2, 1, 12);
const MINUTE = 60_000;

// The machine's own timers are moved here, and with them its time: nothing else can show that nothing has to move the sandbox's clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

/** A sandbox whose clock stands at noon, and what was told in it. */
function openAtNoon() {
  const sandbox = openSandbox();
  sandbox.clock.freeze(NOON);
  sandbox.settle();
  const troubles: unknown[] = [];
  sandbox.listenForTrouble((error) => troubles.push(error));
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  return { sandbox, clock: sandbox.clock, troubles, told, tell };
}

function note(sandbox: Sandbox, label: string): void {
  sandbox.state(store).boxes.insert({ shelf: 1, label });
}

const labels = (sandbox: Sandbox) => readAll(sandbox).boxes.map(({ label }) => label);

test("what waits acts when the clock is set or advanced past it, in order of instant and then of asking", () => {
  const { clock, told, tell } = openAtNoon();
  clock.at(NOON + 3 * MINUTE, tell("third"));
  clock.at(NOON + MINUTE, tell("first"));
  clock.at(NOON + 2 * MINUTE, tell("second"));
  clock.at(NOON + 2 * MINUTE, tell("second, asked later"));
  clock.at(NOON + 60 * MINUTE, tell("not yet"));
  clock.advance("PT59S");
  expect(told).toEqual([]);
  clock.advance("PT1S");
  expect(told).toEqual(["first"]);
  clock.set(NOON + 3 * MINUTE);
  expect(told).toEqual(["first", "second", "second, asked later", "third"]);
  expect(clock.timers.size).toBe(1);
});

test("an act sees the clock at its own instant, and what it asks for within the same move acts in the same move", () => {
  const { clock } = openAtNoon();
  const seen: number[] = [];
  const step = () => {
    seen.push(clock.now() - NOON);
    if (seen.length < 6) clock.at(clock.now() + MINUTE, step);
  };
  clock.at(NOON + MINUTE, step);
  clock.at(NOON + 2 * MINUTE + 1, () => seen.push(-1));
  clock.advance("PT4M");
  expect(seen).toEqual([MINUTE, 2 * MINUTE, -1, 3 * MINUTE, 4 * MINUTE]);
  expect(clock.now()).toBe(NOON + 4 * MINUTE);
  clock.advance("PT1H");
  expect(seen.at(-1)).toBe(5 * MINUTE);
});

test("an act is a transaction: what it wrote before it threw is gone, the trouble is told, and others still act", () => {
  const { sandbox, clock, troubles } = openAtNoon();
  clock.at(NOON + 1, () => {
    note(sandbox, "half done");
    clock.at(NOON + 3, () => note(sandbox, "asked for by half"));
    throw new TypeError("an act's own fault");
  });
  clock.at(NOON + 2, () => note(sandbox, "whole"));
  clock.advance("PT1S");
  expect(labels(sandbox)).toEqual(["whole"]);
  expect(troubles).toEqual([new TypeError("an act's own fault")]);
});

test("a transaction that is taken back never asked for a timer, never cancelled one and never moved the clock", () => {
  const { sandbox, clock, told, tell } = openAtNoon();
  const kept = clock.at(NOON + MINUTE, tell("kept"));
  expect(() =>
    sandbox.transact(() => {
      kept.cancel();
      clock.at(NOON + 1, tell("taken back")).cancel();
      clock.at(NOON + 2, tell("taken back"));
      clock.advance("PT1H");
      throw new Error("no");
    }),
  ).toThrow("no");
  expect([kept.waiting, clock.timers.size, told]).toEqual([true, 1, []]);
  clock.advance("PT2M");
  expect(told).toEqual(["kept"]);
});

test("a transaction that moves the clock lets act what is due once it is over", () => {
  const { sandbox, clock } = openAtNoon();
  clock.at(NOON + MINUTE, () => note(sandbox, "by itself"));
  sandbox.transact(() => {
    clock.advance("PT1H");
    note(sandbox, "first");
  });
  expect(labels(sandbox)).toEqual(["first", "by itself"]);
});

test("a rehearsal gives what it gave and leaves nothing, timers included", () => {
  const { sandbox, clock } = openAtNoon();
  const before = sandbox.store.version();
  expect(
    sandbox.rehearse(() => {
      note(sandbox, "rehearsed");
      clock.at(NOON + 1, () => note(sandbox, "rehearsed"));
      return labels(sandbox);
    }),
  ).toEqual(["rehearsed"]);
  expect(sandbox.store.version()).toBe(before);
  expect(clock.timers.size).toBe(0);
  expect(() => sandbox.transact(() => sandbox.rehearse(() => 1))).toThrow(EngineError);
});

test("a cancelled timer does not act, and cancelling again does no harm", () => {
  const { clock, told, tell } = openAtNoon();
  const timer = clock.at(NOON + 1, tell("acted"), tell("ended"));
  timer.cancel();
  timer.cancel();
  clock.advance("P1D");
  expect(told).toEqual([]);
  expect(timer.waiting).toBe(false);
});

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

test("timers have a number of their own at most, and an instant has to be one", () => {
  const { clock } = openAtNoon();
  expect(() => clock.at(Number.NaN, () => undefined)).toThrow(EngineError);
  expect(() => clock.at(Number.POSITIVE_INFINITY, () => undefined)).toThrow(EngineError);
  for (let made = 0; made < MOST_TIMERS; made += 1) clock.at(NOON + 1 + made, () => undefined);
  expect(() => clock.at(NOON + 1, () => undefined)).toThrow("timers wait in this sandbox");
  clock.advance("P1D");
  clock.at(NOON + 2 * 86_400_000, () => undefined);
  expect(clock.timers.size).toBe(1);
});

test("a request that sees a skewed clock waits as long as it asked for", () => {
  const { clock, told, tell } = openAtNoon();
  clock.skewed(86_400_000, () => clock.at(clock.now() + MINUTE, tell("acted")));
  clock.advance("PT59S");
  expect(told).toEqual([]);
  clock.advance("PT1S");
  expect(told).toEqual(["acted"]);
});

test("while the clock runs, what waits acts by itself, however far away; while it is frozen, no timer of the machine is left", () => {
  const { sandbox, clock, told, tell } = openAtNoon();
  expect(vi.getTimerCount()).toBe(0);
  clock.at(NOON + MINUTE, tell("soon"));
  clock.at(NOON + 60 * 86_400_000, tell("in sixty days"));
  expect(vi.getTimerCount()).toBe(0);
  clock.run();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(MINUTE - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["soon"]);
  clock.freeze();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(365 * 86_400_000);
  expect(told).toEqual(["soon"]);
  clock.run();
  vi.advanceTimersByTime(60 * 86_400_000);
  expect(told).toEqual(["soon", "in sixty days"]);
  expect(vi.getTimerCount()).toBe(0);
  clock.at(clock.now() + 1, tell("never"));
  sandbox.interrupt("deleted");
  expect(vi.getTimerCount()).toBe(0);
});

test("an instant that has passed acts in the next turn, also while the clock is frozen", () => {
  const { clock, told, tell } = openAtNoon();
  clock.at(NOON - MINUTE, tell("late"));
  clock.at(NOON, tell("now"));
  expect(told).toEqual([]);
  vi.advanceTimersByTime(0);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["late", "now"]);
});

test("a timer that sets itself anew for the same instant lets others by", () => {
  const { clock } = openAtNoon();
  let acts = 0;
  const again = () => {
    acts += 1;
    clock.at(clock.now(), again);
  };
  clock.at(NOON + 1, again);
  clock.advance("PT1S");
  const first = acts;
  expect(first).toBeGreaterThan(0);
  vi.advanceTimersByTime(1);
  expect(acts).toBeGreaterThan(first);
});
