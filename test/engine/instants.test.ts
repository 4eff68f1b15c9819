import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { readInstant } from "../../src/engine/instant.ts";

const now = Date.parse("2028-03-31T10:00:00Z");
const read = (text: string) => new Date(readInstant(text, now)).toISOString();

test.each([
  ["now", "2028-03-31T10:00:00.000Z"],
  ["2 days ago", "2028-03-29T10:00:00.000Z"],
  ["1 month ago", "2028-02-29T10:00:00.000Z"],
  ["in 30 days", "2028-04-30T10:00:00.000Z"],
  ["In 1 Year", "2029-03-31T10:00:00.000Z"],
  ["90 minutes ago", "2028-03-31T08:30:00.000Z"],
  ["in 1 week", "2028-04-07T10:00:00.000Z"],
  ["in 5 seconds", "2028-03-31T10:00:05.000Z"],
  [" 2026-03-01 ", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01T09:00Z", "2026-03-01T09:00:00.000Z"],
  ["2026-03-01T09:00:30.5+02:00", "2026-03-01T07:00:30.500Z"],
  ["2028-02-29", "2028-02-29T00:00:00.000Z"],
])("'%s' is %s", (text, instant) => {
  expect(read(text)).toBe(instant);
});

test.each([
  "",
  "yesterday",
  "2 days",
  "in 2 days ago",
  "in two days",
  "2 fortnights ago",
  "01/03/2026",
  "2026-3-1",
  "2026-02-29",
  "2026-02-30",
  "2026-04-31T10:00:00Z",
  "2026-13-01",
  "2026-00-10",
  "2026-03-01T09:00:00",
  "2026-03-01T25:00Z",
  "2026-03-01 09:00Z",
  "1700000000",
  "in 999999 years",
  "999999 years ago",
  "constructor",
  "2 __proto__ ago",
])("'%s' is refused as a date", (text) => {
  expect(() => readInstant(text, now)).toThrow(EngineError);
});
