import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;

test("a password comes compact, in the order of new servers, and dates the last access", async () => {
  const vault = await startVault();
  const path = `${REST}/resources/14/accounts/31`;
  expect((await vault.request("GET", path, { key })).object()["LAST ACCESSED TIME"]).toBe("N/A");
  const answer = await vault.request("GET", `${path}/password`, { key });
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/json;charset=UTF-8");
  expect(answer.text).toBe(
    '{"operation":{"result":{"message":"Password fetched successfully","status":"Success"},"Details":{"PASSWORD":"quartz/81-Tern"},"name":"GET PASSWORD"}}',
  );
  expect((await vault.request("GET", path, { key })).object()["LAST ACCESSED TIME"]).toBe("Jul 2, 2026 09:05 AM");
});

test("the list shows what the caller owns and is shared, with every scalar a text", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/resources`, { key });
  expect(answer.envelope()).toMatchObject({ name: "GET RESOURCES", totalRows: 3 });
  expect(answer.rows().map((row) => row["RESOURCE NAME"])).toEqual(["ledger-01", "gate-01", "vault door"]);
  expect(answer.text).toContain(
    '"Details":[{"RESOURCE DESCRIPTION":"ledger database","RESOURCE TYPE":"Linux","RESOURCE ID":"14","RESOURCE NAME":"ledger-01","NOOFACCOUNTS":"2"}',
  );
});

test("nothing in reach is a success without Details", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/resources`, { key: keys.byAddress, as: "" });
  expect(answer.text).toBe(
    '{"operation":{"result":{"message":"Resources fetched successfully","status":"Success"},"name":"GET RESOURCES","totalRows":0}}',
  );
});

test("a page comes with how many there are in all", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/resources`, {
    key: keys.chief,
    details: { STARTINDEX: "1", LIMIT: 2 },
  });
  expect(answer.envelope().totalRows).toBe(4);
  expect(answer.rows().map((row) => row["RESOURCE ID"])).toEqual(["15", "16"]);
});

test.each([
  ["LEDGER", "RESOURCENAME", ["ledger-01"]],
  ["gate", "ALL", ["gate-01"]],
  ["fin", "DEPARTMENT", ["ledger-01"]],
  ["ROOT", "LOGINNAME", ["ledger-01"]],
])("searching '%s' in %s matches as a part", async (SEARCHVALUE, SEARCHCOLUMN, names) => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/resources`, { key, details: { SEARCHVALUE, SEARCHCOLUMN } });
  expect(answer.rows().map((row) => row["RESOURCE NAME"])).toEqual(names);
});

test("a resource comes with its accounts", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/resources/14/accounts`, { key });
  expect(answer.envelope().name).toBe("GET RESOURCE ACCOUNTLIST");
  expect(answer.object()).toMatchObject({
    "RESOURCE OWNER": "builder",
    "DNS NAME": "ledger-01.example.test",
    "ACCOUNT LIST": [
      { "ACCOUNT NAME": "ledger_owner", "ACCOUNT ID": "31", PASSWDID: "31", "PASSWORD STATUS": "****" },
      { "ACCOUNT NAME": "root", ACCOUNT_DESCRIPTION: "console only" },
    ],
  });
});

test("who is shared one account sees the resource with that account alone", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/resources/14/accounts`, { key: keys.reader });
  const accounts = answer.object()["ACCOUNT LIST"] as Record<string, string>[];
  expect(accounts.map((account) => account["ACCOUNT ID"])).toEqual(["31"]);
  const other = await vault.request("GET", `${REST}/resources/14/accounts/32/password`, { key: keys.reader });
  expect(other.envelope().result).toEqual({ message: "You do not have access to this resource", status: "Failed" });
  expect(vault.reason()).toBe("account 'root' of 'ledger-01' is neither owned by nor shared with reader");
});

test.each([
  "/resources/getResourceIdAccountId?RESOURCENAME=ledger-01&ACCOUNTNAME=ledger_owner",
  "/resources/resourcename/ledger-01/accounts/accountname/ledger_owner",
])("%s gives both ids", async (path) => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}${path}`, { key });
  expect(answer.object()).toEqual({ RESOURCEID: "14", ACCOUNTID: "31" });
  expect(answer.envelope().name).toBe("GET_RESOURCEACCOUNTID");
});

test("names are matched by case, and may hold spaces", async () => {
  const vault = await startVault();
  const found = await vault.request("GET", `${REST}/resources/resourcename/vault%20door`, { key });
  expect(found.object()).toEqual({ RESOURCEID: "16" });
  const missed = await vault.request("GET", `${REST}/resources/resourcename/Vault%20door`, { key });
  expect(missed.envelope()).toEqual({
    result: { message: "No such resource found", status: "Failed" },
    name: "GET_RESOURCEID",
  });
});

test("a missing reason is refused where one is mandatory", async () => {
  const vault = await startVault();
  const path = `${REST}/resources/15/accounts/33/password`;
  const before = vault.snapshot();
  const refused = await vault.request("GET", path, { key });
  expect(refused.envelope().result.status).toBe("Failed");
  expect(vault.snapshot()).toBe(before);
  const answer = await vault.request("GET", path, { key, details: { REASON: "month end" } });
  expect(answer.object()).toEqual({ PASSWORD: "weak" });
});

test("details tell whether the password complies", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/resources/15/accounts/33`, { key });
  expect(answer.object()).toMatchObject({
    "COMPLIANT STATUS": "Non-Compliant",
    "COMPLIANT REASON": "Minimum length must be 8",
    DESCRIPTION: "N/A",
  });
});

test("reads are in the audit, oldest first, under the full name", async () => {
  const vault = await startVault();
  await vault.request("GET", `${REST}/resources/14/accounts/31/password`, { key });
  await vault.request("GET", `${REST}/resources/14/accounts/32/password`, { key, details: { REASON: "check" } });
  const answer = await vault.request("GET", `${REST}/audit?AUDITTYPE=Resource&STARTINDEX=1&LIMIT=2&DURATION=TODAY`, {
    key,
  });
  expect(answer.envelope()).toMatchObject({
    name: "GET_AUDIT",
    totalRows: 2,
    result: { message: "Audits fetched successfully." },
  });
  expect(answer.rows().map((row) => row["Audit ID"])).toEqual(["1", "2"]);
  expect(answer.rows()[1]).toEqual({
    "Resource Name": "ledger-01",
    "Operation Type": "Password Retrieved",
    "User Account": "root",
    "User Name": "builder",
    "Audit ID": "2",
    "Client Type": "REST API",
    TIME: "1782983141000",
    "User Account ID": "32",
    Reason: "check",
    "Operated by": "builder",
    "IP Address": "10.20.0.11",
    "Resource ID": "14",
    "Time Stamp": "2026-07-02 09:05:41.000",
    "User's Full Name": "Build service",
    "Ticket ID": "",
  });
});
