import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { startVault, type Vault } from "./start-vault.ts";

const bytes = [0, 255, 13, 10, 128];
const files = {
  ...smallVault,
  customFields: [
    { of: "resource", label: "Map", type: "File" },
    { of: "account", label: "Plan", type: "File" },
    { of: "account", label: "Team" },
  ],
  resources: [
    {
      ...{ id: 40, name: "licences", type: "License Store", owner: "builder", customFields: { Map: "hall 2 ⟂ 3" } },
      accounts: [
        {
          ...{ id: 50, name: "cad", customFields: { Plan: "a plan" } },
          file: { name: "cad.lic", base64: Buffer.from(bytes).toString("base64") },
        },
        { id: 51, name: "empty", password: "x" },
      ],
    },
    {
      ...{ id: 41, name: "locked", type: "Key Store", owner: "builder", accessControl: {} },
      accounts: [{ id: 52, name: "pem", file: { name: "a.pem", text: "x" }, customFields: { Plan: "b" } }],
    },
    {
      ...{ id: 42, name: "asking", type: "Key Store", owner: "builder", reasonRequired: true },
      accounts: [{ id: 53, name: "pem", file: { name: "a.pem", text: "with reason" } }],
    },
  ],
};

const download = (vault: Vault, details: object, key: string = keys.builder) =>
  vault.request("POST", "/api/json/request?OPERATION_NAME=DOWNLOAD_CERTIFICATE", { key, details });

test("a file password comes as its bytes, is written down, and dates the account's last access", async () => {
  const vault = await startVault(files);
  const answer = await download(vault, { PASSWDID: "50", ISCUSTOMFIELD: "false", REASON: "audit" });
  expect([...answer.bytes]).toEqual(bytes);
  const audit = await vault.request("GET", "/restapi/json/v1/audit", { key: keys.builder });
  expect(audit.rows()).toMatchObject([{ "Operation Type": "File Downloaded", "User Account": "cad", Reason: "audit" }]);
});

test.each<[details: object, content: string]>([
  [{ RESOURCEID: "40", CUSTOMFIELDTYPE: "RESOURCE", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" }, "hall 2 ⟂ 3"],
  [{ ACCOUNTID: "50", CUSTOMFIELDTYPE: "ACCOUNT", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" }, "a plan"],
  [{ PASSWDID: "50", ISCUSTOMFIELD: "true", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" }, "a plan"],
  [{ PASSWDID: "53", REASON: "month end" }, "with reason"],
])("%j is answered with what the file holds", async (details, content) => {
  const vault = await startVault(files);
  expect((await download(vault, details)).text).toBe(content);
});

test.each<[details: object, message: string]>([
  [{}, "Mandatory field PASSWDID is missing"],
  [{ PASSWDID: "99" }, "No such account found"],
  [{ PASSWDID: "51" }, "No file is available for this account"],
  [{ PASSWDID: "52" }, "[Request]"],
  [{ PASSWDID: "53" }, "Reason is mandatory to retrieve the password"],
  [{ ACCOUNTID: "50", CUSTOMFIELDTYPE: "ACCOUNT" }, "Mandatory field CUSTOMFIELDCOLUMNNAME is missing"],
  [{ CUSTOMFIELDTYPE: "ACCOUNT", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" }, "Mandatory field ACCOUNTID is missing"],
  [{ CUSTOMFIELDTYPE: "RESOURCE", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" }, "Mandatory field RESOURCEID is missing"],
  [
    { ACCOUNTID: "50", CUSTOMFIELDTYPE: "ACCOUNT", CUSTOMFIELDCOLUMNNAME: "COLUMN_CHAR1" },
    "Invalid value for CUSTOMFIELDCOLUMNNAME",
  ],
  [
    { ACCOUNTID: "51", CUSTOMFIELDTYPE: "ACCOUNT", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" },
    "No file is available for this account",
  ],
  [{ ACCOUNTID: "52", CUSTOMFIELDTYPE: "ACCOUNT", CUSTOMFIELDCOLUMNNAME: "COLUMN_FILE1" }, "[Request]"],
])("%j is refused with %j, and changes nothing", async (details, message) => {
  const vault = await startVault(files);
  const before = vault.snapshot();
  const answer = await download(vault, details);
  expect(answer.envelope()).toEqual({ result: { message, status: "Failed" }, name: "DOWNLOAD_CERTIFICATE" });
  expect(vault.snapshot()).toBe(before);
});

test("who sees nothing gets nothing", async () => {
  const vault = await startVault(files);
  const answer = await download(vault, { PASSWDID: "50" }, keys.reader);
  expect(answer.envelope().result.message).toBe("You do not have access to this resource");
});
