import fc from "fast-check";
import { expect, test } from "vitest";
import { Chance } from "../../src/engine/chance.ts";

const draw = (chance: Chance, count: number) => Array.from({ length: count }, () => chance.bits());

test("the same seed gives the same draws, here and on every machine", () => {
  expect(draw(new Chance({ seed: 1, drawn: 0 }), 4)).toEqual(draw(new Chance({ seed: 1, drawn: 0 }), 4));
  expect(draw(new Chance({ seed: 1, drawn: 0 }), 3)).toMatchInlineSnapshot(`
    [
      1300299364,
      1692822713,
      1078997931,
    ]
  `);
  expect(new Chance({ seed: 20260301, drawn: 0 }).hex(32)).toMatchInlineSnapshot(`"4ecc5c40e23109d5ef11f995fb36bb6b"`);
});

test("a generator goes on from any state that was kept", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.nat({ max: 50 }), (seed, drawn) => {
      const chance = new Chance({ seed, drawn: 0 });
      draw(chance, drawn);
      const state = chance.state();
      const rest = draw(chance, 5);
      expect(draw(new Chance(state), 5)).toEqual(rest);
      chance.restore(state);
      expect([chance.drawn, draw(chance, 5)]).toEqual([drawn, rest]);
    }),
  );
});

test("different seeds do not draw alike", () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => draw(new Chance({ seed, drawn: 0 }), 2).join());
  expect(new Set(firsts).size).toBe(2000);
  const streams = [0, 1, 2, 0x80000000, 0xffffffff].map((seed) => draw(new Chance({ seed, drawn: 0 }), 2000));
  expect(new Set(streams.flat()).size).toBeGreaterThan(9_990);
});

test("draws spread evenly over their range, bit by bit and in pairs", () => {
  for (const seed of [0, 1, 42, 0xdeadbeef]) {
    const chance = new Chance({ seed, drawn: 0 });
    const counts = new Array<number>(10).fill(0);
    const pairs = new Array<number>(100).fill(0);
    const bits = new Array<number>(32).fill(0);
    let last = 0;
    for (let at = 0; at < 20_000; at += 1) {
      const value = chance.whole(0, 9);
      counts[value] = (counts[value] ?? 0) + 1;
      pairs[last * 10 + value] = (pairs[last * 10 + value] ?? 0) + 1;
      last = value;
      const word = chance.bits();
      for (let bit = 0; bit < 32; bit += 1) bits[bit] = (bits[bit] ?? 0) + ((word >>> bit) & 1);
    }
    // Six standard deviations: a sound generator with fixed seeds never fails, a lopsided one does at once.
    expect(chiSquare(counts, 2000)).toBeLessThan(9 + 6 * Math.sqrt(18));
    expect(chiSquare(pairs, 200)).toBeLessThan(99 + 6 * Math.sqrt(198));
    for (const ones of bits) expect(Math.abs(ones - 10_000)).toBeLessThan(6 * Math.sqrt(5000));
  }
});

test("fractions, whole numbers, picks and digits stay in their bounds", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), fc.nat({ max: 1000 }), (seed, low, span) => {
      const chance = new Chance({ seed, drawn: 0 });
      const fraction = chance.fraction();
      const whole = chance.whole(low, low + span);
      expect(fraction >= 0 && fraction < 1).toBe(true);
      expect(Number.isInteger(whole) && whole >= low && whole <= low + span).toBe(true);
      expect("abc").toContain(chance.pick("abc"));
      expect(chance.hex(span % 70)).toMatch(new RegExp(`^[0-9a-f]{${span % 70}}$`));
    }),
  );
});

function chiSquare(counts: readonly number[], expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
