import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { type Asked, REST, startVault, type Vault } from "./start-vault.ts";

const native = (operation: string) => `/api/json/request?OPERATION_NAME=${operation}`;
const secrets = { Team: "north", Pin: "4711-pin", Plan: "plan-bytes" };
const above = { Rack: "B7", Master: "0815-master", Map: "map-bytes" };
const open = { Team: "north", Pin: "4711-pin", Plan: "plan-bytes", Empty: "" };
const closed = { Team: "north", Pin: "****", Plan: "", Empty: "" };

/** A resource whose account has secrets in custom fields, seen by builder, who may do what `rights` say, and by reader. */
const withSecrets = (resource: object = {}, account: object = {}, part: object = {}) => ({
  ...smallVault,
  customFields: [
    { of: "account", label: "Team" },
    { of: "account", label: "Pin", type: "Password" },
    { of: "account", label: "Plan", type: "File" },
    { of: "account", label: "Empty", type: "Password" },
    { of: "resource", label: "Rack" },
    { of: "resource", label: "Master", type: "Password" },
    { of: "resource", label: "Map", type: "File" },
  ],
  resources: [
    {
      ...{ id: 50, name: "safe", owner: "ann", customFields: above, ...resource },
      shares: [
        { user: "reader", level: "view" },
        { user: "builder", level: "fullaccess" },
      ],
      accounts: [{ id: 60, name: "root", password: "Garnet=55=Lark", customFields: secrets, ...account }],
    },
  ],
  ...part,
});

type Fields = { CUSTOMFIELDLABEL: string; CUSTOMFIELDVALUE: string }[];

const valuesOf = (details: Record<string, unknown>) => {
  const fields = details["CUSTOM FIELD"] as Fields;
  return Object.fromEntries(fields.map((field) => [field.CUSTOMFIELDLABEL, field.CUSTOMFIELDVALUE]));
};

/** What the account's fields hold for a caller, by each way that they come out. */
async function accountFields(vault: Vault, key: string, details: object = {}) {
  const byRest = await vault.request("GET", `${REST}/resources/50/accounts/60`, { key });
  const members = { RESOURCEID: "50", ACCOUNTID: "60" };
  const byNative = await vault.request("POST", native("GET_ACCOUNTATTRIBUTES"), { key, details: members });
  const path = `${REST}/resources/getResourceAccountDetails?RESOURCEID=50&ACCOUNTID=60`;
  const both = (await vault.request("GET", path, { key, details })).envelope();
  const { ACCOUNTDETAILS } = (both.Details ?? {}) as { ACCOUNTDETAILS?: string };
  return {
    rest: valuesOf(byRest.object()),
    native: valuesOf(byNative.object()),
    both: ACCOUNTDETAILS === undefined ? both.result.status : valuesOf(JSON.parse(ACCOUNTDETAILS)),
  };
}

/** The same of the resource's fields. */
async function resourceFields(vault: Vault, key: string) {
  const byRest = await vault.request("GET", `${REST}/resources/50/accounts`, { key });
  const details = { RESOURCEID: "50" };
  const byNative = await vault.request("POST", native("GET_RESOURCEACCOUNTLIST"), { key, details });
  return [valuesOf(byRest.object()), valuesOf(byNative.object())];
}

const download = async (vault: Vault, details: object, asked: Asked) =>
  (await vault.request("POST", native("DOWNLOAD_CERTIFICATE"), { ...asked, details })).text;
const accountFile = { ACCOUNTID: "60", CUSTOMFIELDTYPE: "ACCOUNT", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" };
const resourceFile = { RESOURCEID: "50", CUSTOMFIELDTYPE: "RESOURCE", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" };

test("who can read the password sees what its secret fields hold", async () => {
  const vault = await startVault(withSecrets());
  expect(await accountFields(vault, keys.reader)).toEqual({ rest: open, native: open, both: open });
  expect(await resourceFields(vault, keys.reader)).toEqual([above, above]);
});

test("under access control they open at the check-out for who holds it, and close at the check-in", async () => {
  const vault = await startVault(withSecrets({ accessControl: { approvers: ["chief"] } }));
  const shut = { ...above, Master: "****", Map: "" };
  const act = (operation: string, key: string, details: object) =>
    vault.request("POST", native(operation), { key, details: { PASSWDID: "60", REASON: "month end", ...details } });
  const allClosed = { rest: closed, native: closed, both: closed };
  expect(await accountFields(vault, keys.reader)).toEqual(allClosed);
  expect(await resourceFields(vault, keys.reader)).toEqual([shut, shut]);
  await act("REQUEST_PASSWORD", keys.reader, {});
  await act("ADMIN_REQUEST_APPROVE", keys.chief, { REQUESTEDID: "23" });
  expect(await accountFields(vault, keys.reader)).toEqual(allClosed);
  expect(await download(vault, resourceFile, { key: keys.reader })).toContain('"status":"Failed"');
  await act("REQUEST_CHECKOUT", keys.reader, {});
  expect(await accountFields(vault, keys.reader)).toEqual({ rest: open, native: open, both: open });
  expect(await resourceFields(vault, keys.reader)).toEqual([above, above]);
  expect(await download(vault, resourceFile, { key: keys.reader })).toBe("map-bytes");
  expect(await accountFields(vault, keys.builder)).toEqual(allClosed);
  expect(await resourceFields(vault, keys.builder)).toEqual([shut, shut]);
  await act("REQUEST_CHECKIN", keys.reader, {});
  expect(await accountFields(vault, keys.reader)).toEqual(allClosed);
});

test("a role that does not read passwords sees that there are secrets, and none of them", async () => {
  const clerk = { name: "clerk", host: "build-01.test", role: "Clerk", superAdministrator: true, key: keys.chief };
  const apiUsers = smallVault.apiUsers.map((user) => (user.name === "chief" ? { ...clerk, id: user.id } : user));
  const roles = [{ name: "Clerk", rights: ["List Resources", "Create Resources"] }];
  const vault = await startVault(withSecrets({}, {}, { roles, apiUsers }));
  expect(await accountFields(vault, keys.chief)).toEqual({ rest: closed, native: closed, both: "Failed" });
  expect(await resourceFields(vault, keys.chief)).toEqual(Array(2).fill({ ...above, Master: "****", Map: "" }));
});

test("where a read wants a reason or a ticket, the fields open to a call that gives them", async () => {
  const part = { ticketing: "on", tickets: ["T-1"] };
  const vault = await startVault(withSecrets({ reasonRequired: true, ticketRequired: true }, {}, part));
  const good = { REASON: "month end", TICKETID: "T-1" };
  expect(await accountFields(vault, keys.reader, good)).toEqual({ rest: closed, native: closed, both: open });
  expect((await accountFields(vault, keys.reader, { ...good, TICKETID: "T-2" })).both).toEqual(closed);
  expect((await accountFields(vault, keys.reader, { TICKETID: "T-1" })).both).toEqual(closed);
  expect((await resourceFields(vault, keys.reader))[0]).toMatchObject({ Master: "****", Map: "" });
});

test("an account for automatic logon alone keeps its secrets, in details and downloads alike", async () => {
  const vault = await startVault(withSecrets({}, { autoLogonOnly: true }));
  expect(await accountFields(vault, keys.reader)).toEqual({ rest: closed, native: closed, both: closed });
  expect(await download(vault, accountFile, { key: keys.reader })).toContain('"message":"####","status":"Failed"');
});

test("an account that holds a file opens its fields to who may download it", async () => {
  const file = { name: "a.pem", text: "x" };
  const vault = await startVault(withSecrets({ type: "Key Store" }, { password: "", file }));
  expect((await accountFields(vault, keys.reader)).rest).toEqual(open);
  const controlled = await startVault(withSecrets({ type: "Key Store", accessControl: {} }, { password: "", file }));
  expect((await accountFields(controlled, keys.reader)).rest).toEqual(closed);
});

test("who is shared an account alone sees its fields, and not the secrets of the resource", async () => {
  const part = withSecrets();
  const [resource] = part.resources;
  const [account] = resource?.accounts ?? [];
  const accounts = [{ ...account, shares: [{ user: "reader", level: "view" }] }];
  const vault = await startVault({ ...part, resources: [{ ...resource, shares: [], accounts }] });
  expect((await accountFields(vault, keys.reader)).rest).toEqual(open);
  expect((await resourceFields(vault, keys.reader))[0]).toEqual({ ...above, Master: "****", Map: "" });
});

test("where a blank is a dash, so is the file that is kept back", async () => {
  const part = withSecrets({ accessControl: {} });
  const vault = await startVault(part, { assumptions: { "custom-fields": "dash" } });
  const { rest } = await accountFields(vault, keys.reader);
  expect(rest).toEqual({ Team: "north", Pin: "****", Plan: "-", Empty: "-" });
});
