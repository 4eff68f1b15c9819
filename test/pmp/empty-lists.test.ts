import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;
const pam360 = {
  ...smallVault,
  flavour: "pam360",
  resourceGroups: [{ id: 4, name: "ledgers", owner: "builder", resources: ["ledger-01"] }],
};

test.each<[method: string, path: string, details: object, missing: string]>([
  ["POST", "/resources/14/accounts", { ACCOUNTLIST: [] }, "ACCOUNTLIST"],
  ["POST", "/resourcegroup/4/associateResources", { RESOURCEIDS: [] }, "RESOURCEIDS"],
  ["PUT", "/resourcegroup/share", { resourceGroupIds: [], userIds: ["23"], accessType: "view" }, "resourceGroupIds"],
  ["PUT", "/resourcegroup/share", { resourceGroupIds: [4], userIds: [], accessType: "view" }, "USERID"],
])("%s %s with %j: an empty list is none, and nothing is done", async (method, path, details, missing) => {
  const vault = await startVault(pam360);
  const before = vault.snapshot();
  const answer = await vault.request(method, `${REST}${path}`, { key, details });
  expect(answer.envelope().result).toMatchObject({
    message: `Mandatory field ${missing} is missing`,
    status: "Failed",
  });
  expect(answer.text).not.toContain('"Details"');
  expect(vault.snapshot()).toBe(before);
});

test("a list of custom fields, criteria or types may be empty where none is wanted", async () => {
  const vault = await startVault(pam360);
  const edit = { RESOURCEDESCRIPTION: "moved", RESOURCECUSTOMFIELD: [] };
  expect((await vault.request("PUT", `${REST}/resources/14`, { key, details: edit })).envelope().result.status).toBe(
    "Success",
  );
  const types = { RESOURCETYPE_CONTAINING: [] };
  const all = await vault.request("GET", `${REST}/resources/resourcetypes`, { key, details: types });
  expect(all.rows().length).toBeGreaterThan(5);
});
