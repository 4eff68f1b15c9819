import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;
const fields = {
  ...smallVault,
  customFields: [
    { of: "resource", label: "Rack" },
    { of: "account", label: "Server" },
  ],
};

test("custom fields of an account stand in its details and in no list", async () => {
  const vault = await startVault(fields);
  const list = (await vault.request("GET", `${REST}/resources/14/accounts`, { key })).object();
  expect(list["CUSTOM FIELD"]).toMatchObject([{ CUSTOMFIELDLABEL: "Rack" }]);
  for (const row of list["ACCOUNT LIST"] as object[]) expect(row).not.toHaveProperty("CUSTOM FIELD");
  const account = (await vault.request("GET", `${REST}/resources/14/accounts/31`, { key })).object();
  expect(account["CUSTOM FIELD"]).toMatchObject([{ CUSTOMFIELDLABEL: "Server" }]);
});

test.each<[choice: string, empty: unknown]>([
  ["an empty array", []],
  ["an empty text", ""],
])("where accounts that are none are '%s', so are those that a search does not find", async (choice, empty) => {
  const empties = { ...smallVault, resources: [...smallVault.resources, { id: 40, name: "bare", owner: "builder" }] };
  const vault = await startVault(empties, { assumptions: { "empty-account-list": choice } });
  const listOf = async (id: number, details?: object) => {
    const answer = await vault.request("GET", `${REST}/resources/${id}/accounts`, { key, details });
    return answer.object()["ACCOUNT LIST"];
  };
  expect(await listOf(40)).toEqual(empty);
  expect(await listOf(14, { SEARCHVALUE: "nobody" })).toEqual(empty);
  expect(await listOf(14, { LIMIT: 1 })).toHaveLength(1);
});
