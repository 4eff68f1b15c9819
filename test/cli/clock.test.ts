import { expect, test } from "vitest";
import { startSteered } from "./steered.ts";

test("the clock is shown, set, moved, stopped and released", async () => {
  const { cli } = await startSteered();
  expect(await cli("clock")).toMatch(/^\d{4}-\d\d-\d\dT\S+Z {2}follows the machine's time\n$/);
  expect(await cli("clock", "freeze", "2026-03-01")).toBe("2026-03-01T00:00:00.000Z  frozen\n");
  expect(await cli("clock", "advance", "P1M")).toBe("2026-04-01T00:00:00.000Z  frozen\n");
  expect(await cli("clock", "advance", "-PT90M")).toBe("2026-03-31T22:30:00.000Z  frozen\n");
  expect(await cli("clock", "set", "in 2 days")).toBe("2026-04-02T22:30:00.000Z  frozen\n");
  expect(await cli("clock", "run")).toMatch(
    /^2026-04-02T22:3\d:\d\d\.\d{3}Z {2}runs, \d+ days?( \d+ (hour|minute|second)s?)? (ahead of|behind) the machine/,
  );
  expect(await cli("clock", "real")).toContain("follows the machine's time");
});

test("the clock is JSON for programs, and each sandbox has its own", async () => {
  const { cli, vault } = await startSteered();
  const { id } = await vault.fork();
  const set = JSON.parse(await cli("clock", "freeze", "2030-01-01", "--sandbox", id, "--json"));
  expect(set).toEqual({ now: "2030-01-01T00:00:00.000Z", setting: { mode: "frozen", at: Date.UTC(2030, 0, 1) } });
  expect(JSON.parse(await cli("clock", "--json"))).toMatchObject({ setting: { mode: "real" } });
});

test("how far a clock is off is told in days, and the journal shows the date then", async () => {
  const { cli, ask } = await startSteered();
  await ask();
  expect(await cli("journal")).toMatch(/^ +1 {2}\d\d:\d\d:/);
  expect(await cli("clock", "advance", "P30D")).toMatch(/Z {2}runs, 30 days ahead of the machine's time\n$/);
  expect(await cli("clock", "advance", "--", "-PT90M")).toContain("runs, 29 days 22 hours ahead");
  await cli("clock", "freeze", "9999-12-31T09:30:00Z");
  await ask();
  expect(await cli("journal", "--limit", "1")).toMatch(/^ +2 {2}9999-12-31 09:30:00\.000 GET /);
});
