import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const pam360 = { ...smallVault, flavour: "pam360" };

const read = async (vault: Vault, path: string, as = key) =>
  (await vault.request("GET", `${REST}/resources/${path}/password`, { key: as })).envelope();

test("everything that a user owns is handed to another, and the user can then be deleted", async () => {
  const vault = await startVault(pam360);
  await vault.request("POST", `${REST}/resourcegroup`, { key, details: { resourceGroupName: "ledgers" } });
  expect(vault.administer("users.transfer", { user: "builder", to: "deployer" })).toEqual({ owns: 3 });
  expect((await read(vault, "14/accounts/32")).result.message).toBe("You do not have access to this resource");
  const asDeployer = { key: keys.deployer, as: "build-02.test" };
  const list = await vault.request("GET", `${REST}/resources`, asDeployer);
  expect(list.rows().map((row) => row["RESOURCE ID"])).toEqual(["14", "15"]);
  expect((await vault.request("GET", `${REST}/resourcegroup`, asDeployer)).rows()).toMatchObject([{ ownerId: "22" }]);
  expect(vault.administer("users.delete", { user: "builder" })).toMatchObject({ id: 21 });
});

test("an account put in on the screen is read at once, and a password changed there is another", async () => {
  const vault = await startVault();
  const added = vault.administer("accounts.add", { resource: "ledger-01", name: "batch", password: "Umber-21-Crane" });
  expect(added).toEqual({ id: 36 });
  expect((await read(vault, "14/accounts/36")).Details).toEqual({ PASSWORD: "Umber-21-Crane" });
  vault.sandbox.clock.advance("PT1M");
  const change = { resource: "ledger-01", account: "batch", password: "Umber-22-Crane" };
  expect(vault.administer("accounts.set-password", change)).toEqual({ id: 36 });
  expect((await read(vault, "14/accounts/36")).Details).toEqual({ PASSWORD: "Umber-22-Crane" });
  const details = await vault.request("GET", `${REST}/resources/14/accounts/36`, { key });
  expect(details.object()["LAST MODIFIED TIME"]).toBe("Jul 2, 2026 09:06 AM");
});

test.each<[action: string, input: Record<string, unknown>, message: RegExp]>([
  ["users.transfer", { user: "builder", to: "reader" }, /'reader' is a Password User, who cannot own/],
  ["users.transfer", { user: "nobody", to: "ann" }, /There is no user 'nobody'/],
  ["users.transfer", { by: "pat", user: "builder", to: "ann" }, /does not allow 'Manage Users'/],
  ["accounts.add", { resource: "nowhere", name: "x" }, /There is no resource 'nowhere'/],
  ["accounts.add", { resource: "ledger-01", name: "root" }, /already has an account 'root'/],
  ["accounts.add", { resource: "ledger-01", name: "x", policy: "Wobbly" }, /no password policy 'Wobbly'/],
  ["accounts.set-password", { resource: "ledger-01", account: "x", password: "y" }, /has no account 'x'/],
])("%s %j is refused and changes nothing", async (action, input, message) => {
  const vault = await startVault();
  const content = vault.snapshot();
  expect(() => vault.administer(action, input)).toThrow(message);
  expect(vault.snapshot()).toBe(content);
});

const groups = `${REST}/resourcegroup`;

test("a group is renamed and emptied, and what it shared is shared no more", async () => {
  const vault = await startVault(pam360);
  await vault.request("POST", groups, { key, details: { resourceGroupName: "ledgers" } });
  const fill = (verb: string) =>
    vault.request("POST", `${groups}/1/${verb}Resources`, { key, details: { RESOURCEIDS: [14] } });
  await fill("associate");
  const share = { resourceGroupIds: ["1"], userIds: ["23"], accessType: "view" };
  await vault.request("PUT", `${groups}/share`, { key, details: share });
  expect((await read(vault, "14/accounts/32", keys.reader)).result.status).toBe("Success");
  const edited = await vault.request("PUT", `${groups}/1`, { key, details: { resourceGroupName: "books" } });
  expect(edited.envelope()).toMatchObject({ name: "EDIT RESOURCE GROUP", result: { status: "Success" } });
  const list = await vault.request("GET", groups, { key: keys.reader });
  expect(list.rows()).toMatchObject([{ resourceGroupName: "books" }]);
  expect((await fill("dissociate")).envelope().result.message).toBe("Resources dissociated successfully");
  expect((await read(vault, "14/accounts/32", keys.reader)).result.status).toBe("Failed");
  const none = await vault.request("GET", `${REST}/resources/14/associatedGroups`, { key });
  expect(none.envelope()).not.toHaveProperty("Details");
});

test.each([
  ["PUT", "/1", { resourceGroupName: "taken" }, "Invalid value for resourceGroupName"],
  ["PUT", "/9", { resourceGroupName: "x" }, "No such group found"],
  ["POST", "", { resourceGroupName: "taken" }, "Invalid value for resourceGroupName"],
  ["POST", "/1/associateResources", { RESOURCEIDS: [14, 99] }, "No such resource found"],
  ["POST", "/1/dissociateResources", {}, "Mandatory field RESOURCEIDS is missing"],
  ["POST", "/1/associateResources", { RESOURCEIDS: ["x"] }, "Invalid value for RESOURCEIDS"],
])("%s /resourcegroup%s with %j is refused and changes nothing", async (method, path, details, message) => {
  const resourceGroups = [
    { name: "mine", owner: "builder" },
    { name: "taken", owner: "builder" },
  ];
  const vault = await startVault({ ...pam360, resourceGroups });
  const content = vault.snapshot();
  const answer = await vault.request(method, `${groups}${path}`, { key, details });
  expect(answer.envelope().result).toEqual({ message, status: "Failed", statusCode: 40000 });
  expect(vault.snapshot()).toBe(content);
});
