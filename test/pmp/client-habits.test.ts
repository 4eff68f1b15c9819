import { expect, test } from "vitest";
import { pmp } from "../../mocks/pmp/index.ts";
import { viewJournal } from "../../src/http/journal-view.ts";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const document = (details: string) => `{"operation":{"Details":${details}}}`;
/** A native call as pmpcli sends it: a POST without a body, the document in the query. */
const native = (operation: string, details: string) =>
  `/api/json/request?OPERATION_NAME=${operation}&INPUT_DATA=${encodeURIComponent(document(details))}`;

const audited = async (vault: Vault, type: string) =>
  (await vault.request("GET", `${REST}/audit?AUDITTYPE=${type}`, { key })).envelope().Details;

test("a login may say everything in the query, and the journal shows no password of it", async () => {
  const vault = await startVault();
  const login = "/api/json/auth?USERNAME=ann&PASSWORD=ann-login-1&FIRSTAUTHMODE=LOCAL&DOMAINNAME=";
  const answer = await vault.request("POST", login, { as: "" });
  expect(answer.object()).toMatchObject({ AUTHKEY: expect.stringMatching(/^[0-9A-F-]{36}$/) });
  const entry = vault.sandbox.journal.entries().at(-1);
  expect(entry?.target).toContain("ann-login-1");
  expect(entry && JSON.stringify(viewJournal(vault.sandbox, [pmp])(entry))).not.toContain("ann-login-1");
});

test("a client that looks for its organisation finds one without MSP too, and may go on with its name", async () => {
  const vault = await startVault();
  const login = await vault.request("POST", "/api/json/auth?USERNAME=ann&PASSWORD=ann-login-1", { as: "" });
  const { AUTHKEY, PERMISSIONS } = login.object();
  expect(PERMISSIONS).toMatchObject({
    USERDETAILS: { ORGLIST: { 0: { ORGID: 1, ORGNAME: "Default", ORGURLNAME: "Default" } } },
  });
  const asked = { key: String(AUTHKEY), as: "", headers: { orgName: "Default" } };
  const answer = await vault.request("POST", native("GET_RESOURCES", '{"LIMIT":"50"}'), asked);
  expect(answer.rows()).toHaveLength(2);
});

test("the form of a login wins over its query", async () => {
  const vault = await startVault();
  const body = "USERNAME=ann&PASSWORD=ann-login-1";
  const answer = await vault.request("POST", "/api/json/auth?USERNAME=ann&PASSWORD=old", { as: "", body });
  expect(answer.envelope().result.status).toBe("Success");
});

test("a person's client writes down its logout in its own words: USERAUDIT, and N/A for what there is none of", async () => {
  const vault = await startVault();
  const row =
    '{"AUDITTYPE": "USERAUDIT", "USERNAME" : "Ann Example","LOGINUSER":"N/A","REASON":"Logged out","OPERATEDTIME":"1782983140000","ORGID" : "","RESOURCENAME":"N/A","ACCOUNTNAME":"N/A","OPERATIONTYPE":"User Logged out" }';
  const answer = await vault.request("POST", native("ADD_OFFLINEAUDIT", `[${row}]`), { key });
  expect(answer.envelope().result).toEqual({ message: "Offline audits added successfully", status: "Success" });
  expect(await audited(vault, "User")).toMatchObject([
    { "Operation Type": "User Logged out", "Resource Name": "N/A", "Resource ID": "0", Reason: "Logged out" },
  ]);
});

test("a search for accounts through all columns of a resource finds them by their own name too", async () => {
  const vault = await startVault();
  const names = async (SEARCHVALUE: string) => {
    const search = { SEARCHVALUE, SEARCHTYPE: "RESOURCE", SEARCHCOLUMN: "ALL", LIMIT: "50", STARTINDEX: "0" };
    const wanted = JSON.stringify({ ...search, RESOURCEID: "14", VIEWTYPE: "ALLMYPASSWORD" });
    const answer = await vault.request("POST", native("GET_RESOURCEACCOUNTLIST", wanted), { key });
    return (answer.object()["ACCOUNT LIST"] as Record<string, string>[]).map((row) => row["ACCOUNT NAME"]);
  };
  expect(await names("roo")).toEqual(["root"]);
  // By a column of the resource: each of its accounts.
  expect(await names("ledger-01")).toEqual(["ledger_owner", "root"]);
  expect(await names("nothing like that")).toEqual([]);
});

test.each([
  [`${REST}//resources/14/accounts/31/password`],
  [`/${REST}/resources/14/accounts/31/password`],
  [`${REST}/resources/14//accounts///31/password`],
])("slashes that a client wrote twice count once: %s", async (path) => {
  const vault = await startVault();
  expect((await vault.request("GET", path, { key })).object()).toEqual({ PASSWORD: "quartz/81-Tern" });
});

test("slashes make no path of nothing", async () => {
  const vault = await startVault();
  expect((await vault.request("GET", "//", { key })).status).toBe(404);
  expect((await vault.request("GET", `${REST}/resources//accounts/31/password`, { key })).status).toBe(404);
});

test.each([
  ["local", "Success"],
  ["Remote", "Failed"],
  ["both", "Failed"],
])("how far a password is reset may come in small letters, where a remote one fails: %s", async (RESETTYPE, status) => {
  const vault = await startVault({ ...smallVault, remoteResetWorks: false });
  const path = `${REST}/resources/14/accounts/31/password`;
  const details = { NEWPASSWORD: "Agate-66-Kite", RESETTYPE, REASON: "Password Expired", TICKETID: "7" };
  const answer = await vault.request("PUT", path, { key, details });
  expect(answer.envelope().result.status).toBe(status);
  const why = { local: undefined, Remote: /^remote resets fail/, both: /^RESETTYPE: / }[RESETTYPE];
  if (why) expect(vault.reason()).toMatch(why);
});
