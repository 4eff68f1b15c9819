import { expect, test } from "vitest";
import { section } from "../../mocks/pmp/section.ts";
import { keys } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

test("a list that was asked for before shows what has changed since, and what is searched for in it", async () => {
  const vault = await startVault();
  const { sandbox } = vault;
  const state = sandbox.state(section);
  const list = async (key: string, details: object = {}) => {
    const { Details = [] } = (await vault.request("GET", `${REST}/resources`, { key, details })).envelope();
    return (Details as Record<string, unknown>[]).map((row) => row["RESOURCE NAME"]);
  };
  const search = { SEARCHTYPE: "RESOURCE", SEARCHVALUE: "HALL 2" };
  expect(await list(keys.reader)).toEqual(["ledger-01", "gate-01", "vault door"]);
  expect([await list(keys.reader, search), await list(keys.chief, search)]).toEqual([["ledger-01"], ["ledger-01"]]);
  sandbox.transact(() => {
    state.shares.insert({ Thing: "resource", ThingID: 17, With: "user", WithID: 23, Level: "view" });
    state.resources.update(17, { Location: "Hall 21" });
  });
  expect(await list(keys.reader)).toEqual(["ledger-01", "gate-01", "vault door", "anns own"]);
  expect(await list(keys.reader, search)).toEqual(["ledger-01", "anns own"]);
  sandbox.transact(() => state.userGroups.update(5, { Members: [] }));
  expect(await list(keys.reader)).toEqual(["ledger-01", "vault door", "anns own"]);
  sandbox.transact(() => state.users.update(23, { SuperAdmin: true, Role: "Administrator" }));
  expect(await list(keys.reader)).toEqual(["ledger-01", "gate-01", "vault door", "anns own"]);
  sandbox.reset();
  expect(await list(keys.reader)).toEqual(["ledger-01", "gate-01", "vault door"]);
  // Columns stay apart, whatever stands between them.
  expect(await list(keys.chief, { ...search, SEARCHVALUE: "finance\nhall" })).toEqual([]);
});
