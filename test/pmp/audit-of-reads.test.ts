import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const path = `${REST}/resources/14/accounts/31`;

const read = (vault: Vault, REASON: string) =>
  vault.request("GET", `${path}/password`, { key, details: { REASON } }).then((answer) => answer.object());
const trail = async (vault: Vault, query: string) => {
  const answer = (await vault.request("GET", `${REST}/audit?${query}`, { key })).envelope();
  const rows = (answer.Details ?? []) as Record<string, string>[];
  expect(answer.totalRows).toBe(rows.length);
  return rows.map((row) => row.Reason);
};

test("each read is a row of the audit, also several of one account in the same millisecond", async () => {
  const vault = await startVault();
  for (const reason of ["first", "second", "third"]) await read(vault, reason);
  expect(await trail(vault, "")).toEqual(["first", "second", "third"]);
  const details = await vault.request("GET", path, { key });
  expect(details.object()["LAST ACCESSED TIME"]).toBe("Jul 2, 2026 09:05 AM");
});

test("a read later on is one more row, and moves the last access", async () => {
  const vault = await startVault();
  await read(vault, "before");
  vault.sandbox.clock.advance("PT1M");
  await read(vault, "after");
  expect(await trail(vault, "")).toEqual(["before", "after"]);
  expect((await vault.request("GET", path, { key })).object()["LAST ACCESSED TIME"]).toBe("Jul 2, 2026 09:06 AM");
});

test("the audit comes in pages from 1, oldest first unless the sandbox says otherwise", async () => {
  const vault = await startVault();
  for (const reason of ["a", "b", "c"]) await read(vault, reason);
  expect(await trail(vault, "STARTINDEX=1&LIMIT=2")).toEqual(["a", "b"]);
  expect(await trail(vault, "STARTINDEX=3&LIMIT=2")).toEqual(["c"]);
  expect(await trail(vault, "STARTINDEX=4&LIMIT=2")).toEqual([]);
  expect(await trail(vault, "LIMIT=0")).toEqual([]);
  const turned = await startVault(smallVault, { assumptions: { "audit-listing": "newest first" } });
  for (const reason of ["a", "b", "c"]) await read(turned, reason);
  expect(await trail(turned, "STARTINDEX=1&LIMIT=2")).toEqual(["c", "b"]);
});

test("days are those of the server's zone, also where its clock changes", async () => {
  // In Berlin 29 March 2026 has 23 hours: it begins at 23:00 UTC of the day before and ends at 22:00 UTC.
  const part = { ...smallVault, zone: "Europe/Berlin" };
  const vault = await startVault(part, { clock: { at: "2026-03-28T22:59:59Z", frozen: true } });
  await read(vault, "the day before");
  vault.sandbox.clock.advance("PT1S");
  await read(vault, "its first second");
  vault.sandbox.clock.advance("PT22H59M59S");
  await read(vault, "its last second");
  expect(await trail(vault, "DURATION=TODAY")).toEqual(["its first second", "its last second"]);
  expect(await trail(vault, "DURATION=YESTERDAY")).toEqual(["the day before"]);
  vault.sandbox.clock.advance("PT1S");
  await read(vault, "the day after");
  expect(await trail(vault, "DURATION=TODAY")).toEqual(["the day after"]);
  expect(await trail(vault, "DURATION=YESTERDAY")).toEqual(["its first second", "its last second"]);
  expect(await trail(vault, "DURATION=LAST_7_DAYS")).toHaveLength(4);
  vault.sandbox.clock.advance("P6D");
  expect(await trail(vault, "DURATION=LAST_7_DAYS")).toEqual(["the day after"]);
});
