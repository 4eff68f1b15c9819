import { expect, test } from "vitest";
import { Clock } from "../../src/engine/clock.ts";
import { EngineError } from "../../src/engine/engine-error.ts";

const iso = (clock: Clock) => new Date(clock.now()).toISOString();
const at = (text: string) => Date.parse(text);

/** What a clock says lies between the machine's time before and after the question, moved by so much. */
function expectWall(clock: Clock, offset: number): void {
  const before = Date.now() + offset;
  const now = clock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now() + offset);
}

test("a clock follows the machine until it is moved, and can follow it again", () => {
  const clock = new Clock();
  expectWall(clock, 0);
  clock.advance("P1D");
  expect(clock.setting.mode).toBe("offset");
  expectWall(clock, 86_400_000);
  clock.advance("-P2D");
  expectWall(clock, -86_400_000);
  clock.follow();
  expect(clock.setting).toEqual({ mode: "real" });
  expectWall(clock, 0);
});

test("a frozen clock stands still, stays frozen when it is moved, and runs on from where it stands", () => {
  const clock = new Clock();
  clock.freeze(at("2026-03-01T09:00:00Z"));
  expect([iso(clock), iso(clock)]).toEqual(["2026-03-01T09:00:00.000Z", "2026-03-01T09:00:00.000Z"]);
  clock.set(at("2026-04-01T00:00:00Z"));
  clock.advance("PT90M");
  expect(iso(clock)).toBe("2026-04-01T01:30:00.000Z");
  clock.run();
  const ahead = at("2026-04-01T01:30:00Z");
  expect(clock.now() - ahead).toBeLessThan(60_000);
  expect(clock.now()).toBeGreaterThanOrEqual(ahead);
  clock.freeze();
  expect(clock.now()).toBe(clock.now());
});

test.each([
  ["2026-01-31T12:00:00Z", "P1M", "2026-02-28T12:00:00.000Z"],
  ["2028-01-31T12:00:00Z", "P1M", "2028-02-29T12:00:00.000Z"],
  ["2028-02-29T00:00:00Z", "P1Y", "2029-02-28T00:00:00.000Z"],
  ["2028-02-29T00:00:00Z", "-P4Y", "2024-02-29T00:00:00.000Z"],
  ["2000-02-29T00:00:00Z", "P100Y", "2100-02-28T00:00:00.000Z"],
  ["2026-03-31T00:00:00Z", "-P1M", "2026-02-28T00:00:00.000Z"],
  ["2026-03-31T00:00:00Z", "P11M", "2027-02-28T00:00:00.000Z"],
  ["2026-12-31T23:59:59Z", "PT1S", "2027-01-01T00:00:00.000Z"],
  ["2026-01-31T00:00:00Z", "P1M1D", "2026-03-01T00:00:00.000Z"],
  ["2026-01-01T00:00:00Z", "P1Y2M3W4DT5H6M7.5S", "2027-03-26T05:06:07.500Z"],
  ["2026-01-01T00:00:00Z", "P0D", "2026-01-01T00:00:00.000Z"],
  ["2026-01-01T00:00:00Z", " PT0,5S ", "2026-01-01T00:00:00.500Z"],
  ["1969-12-31T00:00:00Z", "P2D", "1970-01-02T00:00:00.000Z"],
  ["0096-01-31T00:00:00Z", "P1M", "0096-02-29T00:00:00.000Z"],
  ["0000-01-31T00:00:00Z", "P1M", "0000-02-29T00:00:00.000Z"],
])("%s moved by %s is %s", (from, duration, to) => {
  const clock = new Clock({ mode: "frozen", at: at(from) });
  clock.advance(duration);
  expect(iso(clock)).toBe(to);
});

test.each([
  "",
  "P",
  "PT",
  "P1DT",
  "1D",
  "P1",
  "P-1D",
  "--P1D",
  "+P1D",
  "P1D2Y",
  "xP1D",
  "P1D, please",
  "P1.5M",
  "P1.5Y",
  "PT1H1D",
  "P1H",
  "p1d",
  "PT1S\nP1D",
  "P 1D",
  "P1e3D",
  "PTNaNS",
  "P9999999Y",
  `P${"9".repeat(400)}D`,
])("'%s' is refused as a duration, and the clock stays", (duration) => {
  const clock = new Clock({ mode: "frozen", at: 5 });
  expect(() => clock.advance(duration)).toThrow(EngineError);
  expect(clock.now()).toBe(5);
});

test("a clock cannot be led out of the calendar", () => {
  const clock = new Clock({ mode: "frozen", at: 0 });
  for (const instant of [8.64e15 + 1, -8.64e15 - 1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => clock.set(instant)).toThrow(EngineError);
    expect(() => clock.freeze(instant)).toThrow(EngineError);
  }
  clock.set(8.64e15);
  expect(() => clock.advance("PT1S")).toThrow("leads out of the calendar");
  clock.run();
  expect(iso(clock)).toBe("+275760-09-13T00:00:00.000Z");
  expect(clock.skewed(1000, () => iso(clock))).toBe("+275760-09-13T00:00:00.000Z");
});

test("a skew holds while the work runs, adds to one around it, and ends also when the work throws", () => {
  const clock = new Clock({ mode: "frozen", at: 1000 });
  const inner = clock.skewed(50, () => [clock.now(), clock.skewed(-20, () => clock.now()), clock.now()]);
  expect(inner).toEqual([1050, 1030, 1050]);
  const failing = () =>
    clock.skewed(50, () => {
      throw new Error("no");
    });
  expect(failing).toThrow("no");
  expect(clock.now()).toBe(1000);
  expect(clock.setting).toEqual({ mode: "frozen", at: 1000 });
});
