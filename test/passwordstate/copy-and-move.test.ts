import { expect, test } from "vitest";
import { startVault, type Vault } from "./start-vault.ts";

const copy = (vault: Vault, json: object) =>
  vault.request("POST", "/api/passwords/copy", { json, key: vault.key("Copy/Move Password Record") });
const move = (vault: Vault, json: object) =>
  vault.request("PUT", "/api/passwords/move", { json, key: vault.key("Copy/Move Password Record") });
const get = async (vault: Vault, id: unknown) => (await vault.request("GET", `/api/passwords/${id}`)).rows()[0] ?? {};
const set = (vault: Vault, json: object) => vault.request("PUT", "/api/passwords", { json });

test("a copy is a record of its own in the other list", async () => {
  const vault = await startVault();
  const answer = await copy(vault, { PasswordID: "3318", DestinationPasswordListID: "57", Link: "False" });
  const made = answer.object();
  expect(answer.status).toBe(201);
  expect(made).toMatchObject({ PasswordListID: "57", Title: "ledger owner", Password: "quartz/81\\Tern" });
  expect(made.PasswordID).not.toBe(3318);
  // The list does not allow export, whatever the source's did.
  expect(made.AllowExport).toBe(false);
  await set(vault, { PasswordID: 3318, Password: "changed" });
  expect(await get(vault, made.PasswordID)).toMatchObject({ Password: "quartz/81\\Tern" });
});

test("linked records change with each other, whichever is changed, and a link of a link too", async () => {
  const vault = await startVault();
  const first = (await copy(vault, { PasswordID: 3318, DestinationPasswordListID: 57, Link: "True" })).object();
  const second = (
    await copy(vault, { PasswordID: first.PasswordID, DestinationPasswordListID: 58, Link: true })
  ).object();
  const all = [3318, first.PasswordID, second.PasswordID];
  for (const [at, id] of all.entries()) {
    await set(vault, { PasswordID: id, Password: `round ${at}`, Title: `title ${at}` });
    for (const other of all)
      expect(await get(vault, other)).toMatchObject({ Password: `round ${at}`, Title: `title ${at}` });
  }
  expect(await get(vault, second.PasswordID)).toMatchObject({ PasswordList: "Empty Shelf" });

  await vault.request("DELETE", "/api/passwords/3318?MoveToRecycleBin=false");
  await set(vault, { PasswordID: second.PasswordID, Password: "without the source" });
  expect(await get(vault, first.PasswordID)).toMatchObject({ Password: "without the source" });
});

test("a moved record keeps its id and leaves its list", async () => {
  const vault = await startVault();
  const answer = await move(vault, { PasswordID: 3319, DestinationPasswordListID: 57 });
  expect(answer.status).toBe(200);
  expect(answer.rows()).toMatchObject([{ PasswordID: 3319, PasswordListID: "57", PasswordList: "Linux Servers" }]);
  const left = await vault.request("GET", "/api/passwords/56?QueryAll");
  const there = await vault.request("GET", "/api/passwords/57?QueryAll", { key: vault.key(57) });
  expect(left.rows().map((row) => row.PasswordID)).toEqual([3318, 3320]);
  expect(there.rows().map((row) => row.PasswordID)).toEqual([3319, 3400]);
  const history = (await vault.request("GET", "/api/passwordhistory/3319")).rows();
  expect(history.map((row) => row.PasswordList)).toEqual(["Linux Servers", "Finance Databases"]);
});

test.each([
  ["a record that is not there", { PasswordID: 1, DestinationPasswordListID: 57 }, 404],
  ["a list that is not there", { PasswordID: 3318, DestinationPasswordListID: 99 }, 404],
  ["a private list's record", { PasswordID: 3600, DestinationPasswordListID: 57 }, 401],
  ["a private list to go to", { PasswordID: 3318, DestinationPasswordListID: 62 }, 401],
  ["a list that demands a reason", { PasswordID: 3318, DestinationPasswordListID: 61 }, 401],
  ["no list", { PasswordID: 3318 }, 400],
])("%s is refused to both, and nothing changes", async (_, json, status) => {
  const vault = await startVault();
  const content = vault.snapshot();
  expect((await copy(vault, json)).status).toBe(status);
  expect((await move(vault, json)).status).toBe(status);
  expect(vault.snapshot()).toBe(content);
});
