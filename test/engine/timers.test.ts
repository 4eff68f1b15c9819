import { expect, test, vi } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { MOST_TIMERS } from "../../src/engine/timers.ts";
import { fakeTimers, labels, MINUTE, NOON, note, openAtNoon } from "./at-noon.ts";

fakeTimers();

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
