import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const pam360 = { ...smallVault, flavour: "pam360" };
const path = `${REST}/resources`;

test("success and failure carry a statusCode", async () => {
  const vault = await startVault(pam360);
  const good = await vault.request("GET", path, { key: keys.builder });
  expect(good.envelope().result).toEqual({
    ...{ message: "Resources fetched successfully", status: "Success", statusCode: 20000 },
  });
  const bad = await vault.request("GET", `${path}/99/accounts`, { key: keys.builder });
  expect(bad.envelope().result.statusCode).toBe(40000);
});

test("a token renews itself, and the old one is refused", async () => {
  const vault = await startVault(pam360);
  const answer = await vault.request("PUT", `${REST}/user/regenerateAuthtoken`, { key: keys.reader });
  const { result, Details } = answer.envelope();
  expect(result).toEqual({ message: "Authtoken regenerated successfully.", status: "true", statusCode: 20000 });
  const { AUTHTOKEN } = Details as { AUTHTOKEN: string };
  expect((await vault.request("GET", path, { key: keys.reader })).envelope().name).toBe("Authentication");
  expect((await vault.request("GET", path, { key: AUTHTOKEN })).envelope().result.status).toBe("Success");
});

test("an API user made over REST gets its token, lives so many days, and with the host check off calls from anywhere", async () => {
  const vault = await startVault(pam360);
  const details = {
    ...{ USERNAME: "svc", FIRSTNAME: "Svc", LASTNAME: "Example", EMAIL: "svc@example.test" },
    ISAPIUSER: true,
    ROLE: "Password User",
    TOKENVALIDITYDAYS: "3",
    HOSTCHECK: "false",
  };
  const created = await vault.request("POST", `${REST}/user`, { key: keys.builder, details });
  const { AUTHTOKEN = "", USERID } = created.object() as Record<string, string>;
  expect(USERID).toBe("30");
  const ask = async (as: string) => (await vault.request("GET", path, { key: AUTHTOKEN, as })).envelope().result.status;
  expect([await ask(""), await ask("build-02.test")]).toEqual(["Success", "Success"]);
  vault.sandbox.clock.set(Date.parse("2026-07-05T09:05:40.999Z"));
  expect(await ask("")).toBe("Success");
  vault.sandbox.clock.set(Date.parse("2026-07-05T09:05:41Z"));
  expect(await ask("")).toBe("Failed");
});

test("resource groups are made, filled, shared, listed and deleted", async () => {
  const vault = await startVault(pam360);
  const key = keys.builder;
  const groups = `${REST}/resourcegroup`;
  const details = { resourceGroupName: "ledgers", resourceGroupDescription: "all of them" };
  const made = await vault.request("POST", groups, { key, details });
  expect(made.object()).toEqual({ resourceGroupId: "1" });
  await vault.request("POST", `${groups}/1/associateResources`, { key, details: { RESOURCEIDS: ["14"] } });
  const associated = await vault.request("GET", `${path}/14/associatedGroups`, { key });
  expect(associated.object()).toEqual({ "ASSOCIATED GROUPS": [{ "GROUP ID": "1", "GROUP NAME": "ledgers" }] });
  const read = async () =>
    (await vault.request("GET", `${path}/14/accounts/32/password`, { key: keys.reader })).envelope().result.status;
  expect(await read()).toBe("Failed");
  const share = { resourceGroupIds: ["1"], userIds: [23], accessType: "view" };
  await vault.request("PUT", `${groups}/share`, { key, details: share });
  expect(await read()).toBe("Success");
  const list = await vault.request("GET", groups, { key: keys.reader, details: { searchValue: "LEDG" } });
  expect(list.rows()).toEqual([
    {
      ...{ resourceGroupId: "1", resourceGroupName: "ledgers", resourceGroupDescription: "all of them" },
      ...{ ownerId: "21", groupType: "static" },
    },
  ]);
  await vault.request("DELETE", `${groups}/1`, { key });
  expect(await read()).toBe("Failed");
});

test.each([
  ["pam360", "Windows", "Low", "Low"],
  ["pmp", "Linux", "Strong", "Strong"],
])("in %s a type and policies named by their ids are %s, %s and %s", async (flavour, type, policy, ofAccount) => {
  const vault = await startVault({ ...smallVault, flavour });
  const key = keys.builder;
  const put = async (target: string, details: object) =>
    (await vault.request("PUT", target, { key, details })).envelope();
  await put(`${path}/14`, { RESOURCETYPEID: "1", RESOURCEPASSWORDPOLICYID: 103 });
  await put(`${path}/14/accounts/31`, { ACCOUNTPASSWORDPOLICYID: "103" });
  const resource = await vault.request("GET", `${path}/14/accounts`, { key });
  expect(resource.object()).toMatchObject({ "RESOURCE TYPE": type, "RESOURCE PASSWORD POLICY": policy });
  const account = await vault.request("GET", `${path}/14/accounts/31`, { key });
  expect(account.object()).toMatchObject({ "PASSWORD POLICY": ofAccount });
});

test.each([
  ["/14", { RESOURCETYPEID: 99 }, "RESOURCETYPEID"],
  ["/14", { LOCATION: "x", RESOURCEPASSWORDPOLICYID: 1 }, "RESOURCEPASSWORDPOLICYID"],
  ["/14/accounts/31", { NOTES: "x", ACCOUNTPASSWORDPOLICYID: 1 }, "ACCOUNTPASSWORDPOLICYID"],
])("an id that nothing has is refused: %s %j", async (target, details, member) => {
  const vault = await startVault(pam360);
  const before = vault.snapshot();
  const answer = await vault.request("PUT", `${path}${target}`, { key: keys.builder, details });
  expect(answer.envelope().result.message).toBe(`Invalid value for ${member}`);
  expect(vault.snapshot()).toBe(before);
});
