import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;

async function list(vault: Vault, details: object, as = key): Promise<unknown[]> {
  const answer = await vault.request("GET", `${REST}/resources`, { key: as, details });
  const { result, Details = [] } = answer.envelope();
  expect(result.status).toBe("Success");
  return (Details as Record<string, unknown>[]).map((row) => row["RESOURCE NAME"]);
}

const accountsOf = async (vault: Vault, id: number, details: object) =>
  (
    (await vault.request("GET", `${REST}/resources/${id}/accounts`, { key, details })).object()[
      "ACCOUNT LIST"
    ] as Record<string, unknown>[]
  ).map((row) => row["ACCOUNT NAME"]);

test("favourites are each user's own, and shown in the view of favourites", async () => {
  const vault = await startVault();
  const mark = async (operation: string, ACCOUNTID: string) => {
    const path = `/api/json/request?OPERATION_NAME=${operation}`;
    expect((await vault.request("POST", path, { key, details: { ACCOUNTID } })).envelope().result.status).toBe(
      "Success",
    );
  };
  const view = { VIEWTYPE: "FAVOURITEPASSWORD" };
  expect(await list(vault, view)).toEqual([]);
  await mark("SET_FAVOURITEPASSWORD", "31");
  await mark("SET_FAVOURITEPASSWORD", "33");
  expect(await list(vault, view)).toEqual(["ledger-01", "gate-01"]);
  expect(await list(vault, view, keys.chief)).toEqual([]);
  expect(await accountsOf(vault, 14, view)).toEqual(["ledger_owner"]);
  await mark("REMOVE_FAVOURITEPASSWORD", "31");
  expect(await list(vault, view)).toEqual(["gate-01"]);
});

test("recently read is each user's own, the newest first, whoever else reads afterwards", async () => {
  const vault = await startVault();
  const read = async (path: string, as = key, details: object = { REASON: "month end" }) => {
    vault.sandbox.clock.advance("PT1M");
    const answer = await vault.request("GET", `${REST}/resources/${path}/password`, { key: as, details });
    expect(answer.object().PASSWORD).not.toBe("");
  };
  const view = { VIEWTYPE: "RECENTLYACCESSEDPASSWORD" };
  expect(await list(vault, view)).toEqual([]);
  await read("14/accounts/31");
  await read("14/accounts/32");
  await read("15/accounts/33");
  await read("14/accounts/31", keys.chief);
  expect(await list(vault, view)).toEqual(["gate-01", "ledger-01"]);
  expect(await accountsOf(vault, 14, view)).toEqual(["root", "ledger_owner"]);
  expect(await list(vault, view, keys.chief)).toEqual(["ledger-01"]);
  const details = await vault.request("GET", `${REST}/resources/14/accounts/31`, { key });
  expect(details.object()["LAST ACCESSED TIME"]).toBe("Jul 2, 2026 09:09 AM");
});

test.each([
  ["LINUXSSHPASSWORD", ["ledger-01"]],
  ["WINDOWSRDPPASSWORD", ["vault door"]],
])("the view %s goes by the resource's type", async (VIEWTYPE, names) => {
  expect(await list(await startVault(), { VIEWTYPE })).toEqual(names);
});

test("a view that does not exist and a column that does not exist are refused", async () => {
  const vault = await startVault();
  for (const details of [{ VIEWTYPE: "MINE" }, { SEARCHCOLUMN: "COLUMN_CHAR9", SEARCHVALUE: "x" }]) {
    const answer = await vault.request("GET", `${REST}/resources`, { key, details });
    expect(answer.envelope().result.message).toBe(`Invalid value for ${Object.keys(details)[0]}`);
  }
});

const fields = {
  ...smallVault,
  customFields: [
    { of: "resource", label: "Rack" },
    { of: "account", label: "Ticket queue" },
    { of: "account", label: "Second secret", type: "Password" },
    { of: "resource", label: "Since", type: "Date" },
  ],
};
const rack = (CUSTOMVALUE: string) => [{ CUSTOMLABEL: "Rack", CUSTOMVALUE }];

test("custom fields come in with their labels, go out with types and columns, and stay where they are not sent", async () => {
  const vault = await startVault(fields);
  const put = (path: string, details: object) => vault.request("PUT", `${REST}/resources/14${path}`, { key, details });
  const rackOf = async () => (await vault.request("GET", `${REST}/resources/14/accounts`, { key })).object();
  expect((await rackOf())["CUSTOM FIELD"]).toEqual([
    {
      CUSTOMFIELDLABEL: "Rack",
      CUSTOMFIELDVALUE: "",
      CUSTOMFIELDTYPE: "Character",
      CUSTOMFIELDCOLUMNNAME: "COLUMN_CHAR1",
    },
    { CUSTOMFIELDLABEL: "Since", CUSTOMFIELDVALUE: "", CUSTOMFIELDTYPE: "Date", CUSTOMFIELDCOLUMNNAME: "COLUMN_DATE1" },
  ]);
  await put("", { RESOURCECUSTOMFIELD: rack("B7") });
  await put("", { LOCATION: "Hall 9" });
  expect((await rackOf())["CUSTOM FIELD"]).toMatchObject([{ CUSTOMFIELDVALUE: "B7" }, { CUSTOMFIELDVALUE: "" }]);
  await put("/accounts/31", { ACCOUNTCUSTOMFIELD: [{ CUSTOMLABEL: "Second secret", CUSTOMVALUE: 4711 }] });
  const account = await vault.request("GET", `${REST}/resources/14/accounts/31`, { key });
  expect(account.object()["CUSTOM FIELD"]).toMatchObject([
    { CUSTOMFIELDLABEL: "Ticket queue", CUSTOMFIELDCOLUMNNAME: "COLUMN_CHAR1" },
    { CUSTOMFIELDVALUE: "4711", CUSTOMFIELDTYPE: "Password", CUSTOMFIELDCOLUMNNAME: "COLUMN_SCHAR1" },
  ]);
  expect(await list(vault, { SEARCHCOLUMN: "COLUMN_CHAR1", SEARCHVALUE: "b7" })).toEqual(["ledger-01"]);
  await put("/accounts/32", { ACCOUNTCUSTOMFIELD: [{ CUSTOMLABEL: "Ticket queue", CUSTOMVALUE: "ops" }] });
  const search = { SEARCHTYPE: "ACCOUNT", SEARCHCOLUMN: "COLUMN_CHAR1", SEARCHVALUE: "OPS" };
  expect(await list(vault, search)).toEqual(["ledger-01"]);
  await put("", { RESOURCECUSTOMFIELD: rack("") });
  expect((await rackOf())["CUSTOM FIELD"]).toMatchObject([{ CUSTOMFIELDVALUE: "" }, {}]);
});

test.each(["COLUMN_SCHAR1", "COLUMN_DATE1", "COLUMN_CHAR9"])(
  "%s is no column to search in: only characters are, so that no part of a secret is guessed",
  async (SEARCHCOLUMN) => {
    const vault = await startVault(fields);
    const details = { SEARCHCOLUMN, SEARCHVALUE: "4" };
    const answer = await vault.request("GET", `${REST}/resources`, { key, details });
    expect(answer.envelope().result).toEqual({ message: "Invalid value for SEARCHCOLUMN", status: "Failed" });
  },
);

test("an unknown label is refused and changes nothing, and a blank can be a dash", async () => {
  const vault = await startVault(fields, { assumptions: { "custom-fields": "dash" } });
  const before = vault.snapshot();
  const RESOURCECUSTOMFIELD = [...rack("B7"), { CUSTOMLABEL: "Shelf", CUSTOMVALUE: "1" }];
  const answer = await vault.request("PUT", `${REST}/resources/14`, { key, details: { RESOURCECUSTOMFIELD } });
  expect(answer.envelope().result).toEqual({ message: "Invalid value for RESOURCECUSTOMFIELD", status: "Failed" });
  expect(vault.snapshot()).toBe(before);
  const found = await vault.request("GET", `${REST}/resources/14/accounts`, { key });
  expect(found.object()["CUSTOM FIELD"]).toMatchObject([{ CUSTOMFIELDVALUE: "-" }, { CUSTOMFIELDVALUE: "-" }]);
});

test("web addresses are those of resources that the caller sees and that have one", async () => {
  const vault = await startVault();
  const path = `${REST}/resources/websiteurls`;
  const none = await vault.request("GET", path, { key });
  expect(none.envelope()).toEqual({
    result: { message: "Website URLs fetched successfully", status: "Success" },
    name: "GET WEBSITE URLS",
    totalRows: 0,
  });
  await vault.request("PUT", `${REST}/resources/14`, { key, details: { RESOURCEURL: "https://ledger.example.test/" } });
  const some = await vault.request("GET", path, { key });
  expect(some.rows()).toEqual([{ "RESOURCE ID": "14", "RESOURCE URL": "https://ledger.example.test/" }]);
  const other = await vault.request("GET", path, { key: keys.deployer, as: "build-02.test" });
  expect(other.envelope().totalRows).toBe(0);
});

test("generated resources are as many as asked for, and paged", async () => {
  const vault = await startVault({ ...smallVault, generate: { resources: 120, accountsEach: 3, owner: "ann" } });
  const page = { STARTINDEX: 100, LIMIT: 50, SEARCHVALUE: "node-", SEARCHCOLUMN: "RESOURCENAME" };
  const answer = await vault.request("GET", `${REST}/resources`, { key: keys.chief, details: page });
  expect(answer.envelope().totalRows).toBe(120);
  expect(answer.rows()).toHaveLength(20);
  expect(answer.rows()[19]).toMatchObject({ "RESOURCE NAME": "node-120", NOOFACCOUNTS: "3" });
});
