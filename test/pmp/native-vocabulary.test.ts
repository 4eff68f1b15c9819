import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const call = async (vault: Vault, operation: string, details?: object, as: string = key) =>
  vault.request("POST", `/api/json/request?OPERATION_NAME=${operation}`, { key: as, details });

test("resource types are those of the REST call, the fixture's among them", async () => {
  const vault = await startVault({ ...smallVault, resourceTypes: [{ name: "Measuring Bench" }] });
  const all = await call(vault, "GET_RESOURCETYPES");
  const rest = await vault.request("GET", `${REST}/resources/resourcetypes`, { key });
  expect(all.text).toBe(rest.text);
  const some = await call(vault, "GET_RESOURCETYPES", { RESOURCETYPE_CONTAINING: "bench" });
  expect(some.rows()).toEqual([{ RESOURCETYPEID: "11", RESOURCETYPENAME: "Measuring Bench" }]);
});

const customFields = [
  { of: "resource", label: "Rack" },
  { of: "resource", label: "Door code", type: "Password" },
];

test("every search column that is told can be searched, custom fields among them", async () => {
  const vault = await startVault({ ...smallVault, customFields });
  const columns = (await call(vault, "GET_SEARCHCOLUMNS")).rows();
  expect(columns).toHaveLength(12);
  expect(columns.at(-1)).toEqual({ COLUMNNAME: "COLUMN_CHAR1", DISPLAYNAME: "Rack" });
  for (const { COLUMNNAME } of columns) {
    const found = await call(vault, "GET_RESOURCES", { SEARCHCOLUMN: COLUMNNAME, SEARCHVALUE: "zzz" });
    expect([COLUMNNAME, found.envelope().totalRows]).toEqual([COLUMNNAME, 0]);
  }
});

const grouped = {
  ...smallVault,
  resourceGroups: [
    { id: 4, name: "ledgers", owner: "builder", resources: ["ledger-01", "gate-01", "anns own"] },
    { id: 5, name: "doors", owner: "ann", resources: ["vault door"], shares: [{ user: "reader" }] },
  ],
};
const names = (rows: Record<string, unknown>[]) => rows.map((row) => row["GROUP NAME"] ?? row["RESOURCE NAME"]);

test("groups are those that the caller sees: all, an owner's, one, and none within one", async () => {
  const vault = await startVault(grouped);
  const groups = async (details: object, as: string = keys.chief) => call(vault, "GET_RESOURCEGROUPS", details, as);
  expect(names((await groups({})).rows())).toEqual(["ledgers", "doors"]);
  expect((await groups({}, keys.reader)).rows()).toEqual([
    {
      ...{ "GROUP ID": "5", "GROUP NAME": "doors", "GROUP DESCRIPTION": "", "GROUP OWNER ID": "2" },
      "GROUP TYPE": "static",
    },
  ]);
  expect(names((await groups({ GROUPOWNERID: 21 })).rows())).toEqual(["ledgers"]);
  expect(names((await groups({ GROUPID: "5", NODETYPE: "PARENTNODE" })).rows())).toEqual(["doors"]);
  expect((await groups({ GROUPID: "5", NODETYPE: "GROUPNODE" })).envelope()).toMatchObject({ totalRows: 0 });
  expect((await groups({ GROUPID: "4" }, keys.reader)).envelope().result.status).toBe("Failed");
  expect((await groups({ NODETYPE: "LEAF" })).envelope().result.message).toBe("Invalid value for NODETYPE");
});

test("a group's resources come in pages, and only those that the caller sees", async () => {
  const vault = await startVault(grouped);
  const list = async (details: object, as?: string) => call(vault, "GET_GROUPRESOURCES", details, as);
  const all = await list({ GROUPID: "4" }, keys.chief);
  expect(names(all.rows())).toEqual(["ledger-01", "gate-01", "anns own"]);
  const own = await list({ GROUPID: 4 });
  expect([names(own.rows()), own.envelope().totalRows]).toEqual([["ledger-01", "gate-01"], 2]);
  const page = await list({ GROUPID: "4", STARTINDEX: 1, LIMIT: 1 });
  expect([names(page.rows()), page.envelope().totalRows]).toEqual([["gate-01"], 2]);
  expect((await list({})).envelope().result.message).toBe("Mandatory field GROUPID is missing");
  expect((await list({ GROUPID: "99" })).envelope().result.message).toBe("No such group found");
});
