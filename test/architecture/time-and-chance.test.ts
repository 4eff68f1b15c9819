import { expect, test } from "vitest";
import { readSources } from "./read-sources.ts";
import { findForeignTimeAndChance } from "./time-and-chance.ts";

test("mocks and the engine take time and chance from the sandbox alone", () => {
  const sources = readSources(["mocks", "src/engine"]);
  expect(sources.size).toBeGreaterThan(0);
  expect(findForeignTimeAndChance(sources)).toEqual([]);
});

test.each([
  "const now = Date.now();",
  "const clock = { read: Date.now };",
  "const now = new Date();",
  "const now = new Date( );",
  "const now = new Date;",
  "const text = Date();",
  "const before = performance.now();",
  "const dice = Math.random();",
  "const id = crypto.randomUUID();",
])("in a mock, %s is found", (line) => {
  expect(findForeignTimeAndChance(new Map([["mocks/pmp/state.ts", `\n${line}`]]))).toHaveLength(1);
});

test.each([
  "const then = new Date(sandbox.clock.now());",
  "const then = new Date(2026, 0, 1);",
  "const then = toDate(text);",
  "const then = Date.parse(text);",
  "// Date.now() would not follow the sandbox",
])("in a mock, %s is fine", (line) => {
  expect(findForeignTimeAndChance(new Map([["mocks/pmp/state.ts", line]]))).toEqual([]);
});

test("the sandbox's clock may read the wall's, and nothing else there may", () => {
  const sources = new Map([["src/engine/clock.ts", "Date.now();\nMath.random();"]]);
  expect(findForeignTimeAndChance(sources)).toEqual(["src/engine/clock.ts:2: Math.random"]);
});
