import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const now = Date.parse("2026-07-02T09:05:41Z");
const row = {
  ...{ AUDITTYPE: "Resource", USERNAME: "ledger_owner", LOGINUSER: "ann", REASON: "on the train", ORGID: 1 },
  ...{ OPERATEDTIME: now - 60_000, RESOURCENAME: "ledger-01", ACCOUNTNAME: "ledger_owner" },
  OPERATIONTYPE: "Password Retrieved",
};

const add = (vault: Vault, details: unknown) =>
  vault.request("POST", "/api/json/request?OPERATION_NAME=ADD_OFFLINEAUDIT", { key, details });
const trail = async (vault: Vault, type: string) =>
  (await vault.request("GET", `${REST}/audit?AUDITTYPE=${type}`, { key })).envelope();

test("what was done without a connection is written down with its own time, and under the caller's name", async () => {
  const vault = await startVault();
  const answer = await add(vault, [row, { ...row, AUDITTYPE: "User", OPERATIONTYPE: "User Logged in" }]);
  expect(answer.envelope()).toEqual({
    ...{ result: { message: "Offline audits added successfully", status: "Success" }, name: "ADD_OFFLINEAUDIT" },
  });
  expect((await trail(vault, "Resource")).Details).toMatchObject([
    {
      ...{ "Operation Type": "Password Retrieved", "Resource ID": "14", "User Account ID": "31" },
      ...{ TIME: String(now - 60_000), "Time Stamp": "2026-07-02 09:04:41.000", Reason: "on the train" },
      ...{ "Operated by": "builder", "User's Full Name": "Build service", "Client Type": "Native API" },
    },
  ]);
  expect((await trail(vault, "User")).Details).toMatchObject([{ "Operation Type": "User Logged in" }]);
});

test("one row alone is as good as an array of it, and its time may be a text", async () => {
  const vault = await startVault();
  expect((await add(vault, { ...row, OPERATEDTIME: String(now) })).envelope().result.status).toBe("Success");
  expect((await trail(vault, "Resource")).totalRows).toBe(1);
});

test.each<[given: unknown, message: string]>([
  [[], "Mandatory field Details is missing"],
  [["x"], "Invalid value for Details"],
  [[row, null], "Invalid value for Details"],
  [new Array(1001).fill(row), "Invalid value for Details"],
  [[row, { ...row, OPERATIONTYPE: "" }], "Mandatory field OPERATIONTYPE is missing"],
  [[row, { ...row, OPERATEDTIME: now + 1 }], "Invalid value for OPERATEDTIME"],
  [[row, { ...row, OPERATEDTIME: "yesterday" }], "Invalid value for OPERATEDTIME"],
  [[row, { ...row, AUDITTYPE: "Task" }], "Invalid value for AUDITTYPE"],
  [[row, { ...row, RESOURCENAME: "anns own" }], "You do not have access to this resource"],
  [[row, { ...row, ACCOUNTNAME: "nobody" }], "No such account found"],
])("wrong rows are refused, all of them or none (%#)", async (given, message) => {
  const vault = await startVault();
  const before = vault.snapshot();
  expect((await add(vault, given)).envelope().result).toEqual({ message, status: "Failed" });
  expect(vault.snapshot()).toBe(before);
});

test("an array is no document for any other call", async () => {
  const vault = await startVault();
  const answer = await vault.request("POST", "/api/json/request?OPERATION_NAME=GET_RESOURCES", { key, details: [] });
  expect(answer.envelope().result.message).toBe("Invalid input data");
});
