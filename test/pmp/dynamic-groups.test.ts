import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const groups = `${REST}/resourcegroup`;
const inHall = (value: string) => ({ column: "LOCATION", operator: "equals", value });
const password = `${REST}/resources/14/accounts/32/password`;

const outcome = async (vault: Vault, method: string, path: string, details?: object, as: string = key) =>
  (await vault.request(method, path, { key: as, details })).envelope().result.status;

test("who is shared a dynamic group sees what meets its criteria, from the moment it does and no longer", async () => {
  const vault = await startVault({ ...smallVault, flavour: "pam360" });
  const details = { resourceGroupName: "hall 2", criteria: [inHall("HALL 2")] };
  const made = await vault.request("POST", groups, { key, details });
  expect(made.object()).toEqual({ resourceGroupId: "1" });
  const share = { resourceGroupIds: ["1"], userIds: [23], accessType: "view" };
  expect(await outcome(vault, "GET", password, undefined, keys.reader)).toBe("Failed");
  await vault.request("PUT", `${groups}/share`, { key, details: share });
  expect(await outcome(vault, "GET", password, undefined, keys.reader)).toBe("Success");
  const list = await vault.request("GET", `${REST}/resources`, { key: keys.reader });
  expect(list.rows().map((row) => row["RESOURCE NAME"])).toContain("ledger-01");
  const groupsOf = await vault.request("GET", `${REST}/resources/14/associatedGroups`, { key });
  expect(groupsOf.object()).toEqual({ "ASSOCIATED GROUPS": [{ "GROUP ID": "1", "GROUP NAME": "hall 2" }] });
  await vault.request("PUT", `${REST}/resources/14`, { key, details: { LOCATION: "Hall 3" } });
  expect(await outcome(vault, "GET", password, undefined, keys.reader)).toBe("Failed");
  await vault.request("PUT", `${groups}/1`, { key, details: { criteria: inHall("hall 3") } });
  expect(await outcome(vault, "GET", password, undefined, keys.reader)).toBe("Success");
  await vault.request("DELETE", `${groups}/1`, { key });
  expect(await outcome(vault, "GET", password, undefined, keys.reader)).toBe("Failed");
});

const named = (operator: string, value: string, condition?: string) => ({
  ...{ column: "RESOURCENAME", operator, value },
  ...(condition === undefined ? {} : { condition }),
});

test.each<[criteria: object[], found: string[]]>([
  [[named("equals", "LEDGER-01")], ["ledger-01"]],
  [[named("not equals", "ledger-01")], ["gate-01", "vault door", "anns own"]],
  [[named("contains", "-0")], ["ledger-01", "gate-01"]],
  [[named("not contains", "-0")], ["vault door", "anns own"]],
  [[named("starts with", "vault")], ["vault door"]],
  [[named("ends with", "OWN")], ["anns own"]],
  [[named("contains", "01"), named("contains", "gate")], ["gate-01"]],
  [[named("equals", "x"), named("contains", "gate", "OR")], ["gate-01"]],
  [[named("contains", "gate"), named("contains", "door", "OR"), named("ends with", "1", "AND")], ["gate-01"]],
  [[{ column: "RESOURCE_TYPE", operator: "equals", value: "linux" }], ["ledger-01", "anns own"]],
  [[{ column: "IPADDRESS", value: ".example.test" }], ["ledger-01"]],
])("criteria %j find %j", async (criteria, found) => {
  const resourceGroups = [{ id: 9, name: "found", owner: "chief", criteria }];
  const vault = await startVault({ ...smallVault, resourceGroups });
  const answer = await vault.request("POST", "/api/json/request?OPERATION_NAME=GET_GROUPRESOURCES", {
    ...{ key: keys.chief, details: { GROUPID: "9" } },
  });
  expect(answer.rows().map((row) => row["RESOURCE NAME"])).toEqual(found);
});

test("lists tell the two kinds of groups apart", async () => {
  const resourceGroups = [
    { id: 1, name: "listed", owner: "builder" },
    { id: 2, name: "found", owner: "builder", criteria: [inHall("Hall 2")] },
  ];
  const vault = await startVault({ ...smallVault, flavour: "pam360", resourceGroups });
  const names = async (searchType: string) =>
    (await vault.request("GET", groups, { key, details: { searchType } })).rows().map((row) => row.resourceGroupName);
  expect([await names("static"), await names("dynamic"), await names("all")]).toEqual([
    ["listed"],
    ["found"],
    ["listed", "found"],
  ]);
});

test.each<[method: string, path: string, details: object]>([
  ["POST", "/2/associateResources", { RESOURCEIDS: ["14"] }],
  ["POST", "/2/dissociateResources", { RESOURCEIDS: ["14"] }],
  ["PUT", "/1", { criteria: [inHall("x")] }],
  ["POST", "", { resourceGroupName: "new", criteria: [{ ...inHall("x"), operator: "like" }] }],
  ["POST", "", { resourceGroupName: "new", criteria: [{ ...inHall("x"), column: "OWNER" }] }],
  ["POST", "", { resourceGroupName: "new", criteria: [{ column: "LOCATION", operator: "equals" }] }],
])("%s %s with %j is refused, and changes nothing", async (method, path, details) => {
  const resourceGroups = [
    { id: 1, name: "listed", owner: "builder" },
    { id: 2, name: "found", owner: "builder", criteria: [inHall("Hall 2")] },
  ];
  const vault = await startVault({ ...smallVault, flavour: "pam360", resourceGroups });
  const before = vault.snapshot();
  expect(await outcome(vault, method, `${groups}${path}`, details)).toBe("Failed");
  expect(vault.snapshot()).toBe(before);
});
