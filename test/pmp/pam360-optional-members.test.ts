import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;
const pam360 = { ...smallVault, flavour: "pam360" };
const resource = { RESOURCENAME: "bare-01", RESOURCETYPE: "Linux" };

test("a resource of PAM360 may come without an account, and gets its first one later", async () => {
  const vault = await startVault(pam360);
  const created = await vault.request("POST", `${REST}/resources`, { key, details: { ...resource, PASSWORD: "x" } });
  expect(created.object()).toEqual({ RESOURCEID: "18" });
  const list = async () =>
    (await vault.request("GET", `${REST}/resources/18/accounts`, { key })).object()["ACCOUNT LIST"];
  expect(await list()).toEqual([]);
  const audit = await vault.request("GET", `${REST}/audit`, { key });
  expect(audit.rows().map((row) => row["Operation Type"])).toEqual(["Resource Added"]);
  const details = { ACCOUNTLIST: [{ ACCOUNTNAME: "root", PASSWORD: "Oriole/55-Fern" }] };
  await vault.request("POST", `${REST}/resources/18/accounts`, { key, details });
  expect(await list()).toMatchObject([{ "ACCOUNT NAME": "root" }]);
});

test("in PMP the first account has to be named", async () => {
  const vault = await startVault();
  const before = vault.snapshot();
  const answer = await vault.request("POST", `${REST}/resources`, { key, details: resource });
  expect(answer.envelope().result).toEqual({ message: "Mandatory field ACCOUNTNAME is missing", status: "Failed" });
  expect(vault.snapshot()).toBe(before);
});

test("an account of PAM360 may be added with the id of its policy", async () => {
  const vault = await startVault(pam360);
  const add = async (ACCOUNTPASSWORDPOLICYID: unknown) => {
    const details = { ACCOUNTLIST: [{ ACCOUNTNAME: "svc", ACCOUNTPASSWORDPOLICYID }] };
    return (await vault.request("POST", `${REST}/resources/14/accounts`, { key, details })).envelope().result.message;
  };
  expect(await add(99)).toBe("Invalid value for ACCOUNTPASSWORDPOLICYID");
  expect(await add("103")).toBe("Account(s) added successfully");
  const account = await vault.request("GET", `${REST}/resources/14/accounts/36`, { key });
  expect(account.object()["PASSWORD POLICY"]).toBe("Low");
});

test.each([
  [1, "Success"],
  ["59", "Success"],
  [0, "Failed"],
  [60, "Failed"],
  ["soon", "Failed"],
])("a reminder %s minutes before is a %s", async (REMAINDERTIME, status) => {
  const vault = await startVault(pam360);
  const details = {
    REASON: "month end",
    REMAINDERTIME,
    RESOURCES_TO_BE_ACCESSED_OPTION: "3",
    SELECTED_RESOURCEIDS: ["16"],
  };
  const answer = await vault.request("POST", `${REST}/accounts/34/requestpassword`, { key: keys.reader, details });
  expect(answer.envelope().result.status).toBe(status);
  if (status === "Failed") expect(answer.envelope().result.message).toBe("Invalid value for REMAINDERTIME");
});
