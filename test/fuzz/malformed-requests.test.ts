import { expect, test } from "vitest";
import { blinkRange } from "./blink-range.ts";
import * as blink from "./blink-requests.ts";
import { fireAt, seed } from "./fire-at.ts";
import { passwordstateRange } from "./passwordstate-range.ts";
import * as passwordstate from "./passwordstate-requests.ts";
import { pmpRange } from "./pmp-range.ts";
import * as pmp from "./pmp-requests.ts";

const COUNT = 10_000;

test(`${COUNT} different malformed requests to Passwordstate, from seed ${seed}, crash nothing and change nothing unless they succeed`, async () => {
  const { different, kinds } = await fireAt(passwordstateRange, [
    { requests: passwordstate.refusable, count: 0.7 * COUNT, refused: true },
    { requests: passwordstate.keyed, count: 0.4 * COUNT, refused: false },
  ]);
  expect(different).toBeGreaterThanOrEqual(COUNT);
  // The requests must reach what they are meant to try: refusals and successes of every kind.
  for (const kind of ["200", "201", "204", "400", "401", "403", "404", "405"]) expect([...kinds]).toContain(kind);
});

test(`${COUNT} different malformed requests to Password Manager Pro, from seed ${seed}, crash nothing and change nothing unless they succeed`, async () => {
  const { different, kinds } = await fireAt(pmpRange, [
    { requests: pmp.refusable, count: 0.3 * COUNT, refused: true },
    { requests: pmp.keyed, count: 0.2 * COUNT, refused: false },
    { requests: pmp.withInputData, count: 0.6 * COUNT, refused: false },
  ]);
  expect(different).toBeGreaterThanOrEqual(COUNT);
  for (const kind of ["Success", "Failed", "400", "404", "405", "599"]) expect([...kinds]).toContain(kind);
});

test(`${COUNT} different malformed requests to Blink, from seed ${seed}, crash nothing and change nothing unless they succeed`, async () => {
  const { different, kinds } = await fireAt(blinkRange, [
    { requests: blink.refusable, count: 0.3 * COUNT, refused: true },
    { requests: blink.keyed, count: 0.3 * COUNT, refused: false },
    { requests: blink.nearlyRight, count: 0.55 * COUNT, refused: false },
  ]);
  expect(different).toBeGreaterThanOrEqual(COUNT);
  for (const kind of ["200", "400", "401", "403", "404", "405"]) expect([...kinds]).toContain(kind);
});
