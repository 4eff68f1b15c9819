import { expect, test } from "vitest";
import { startVault, type Vault } from "./start-vault.ts";

const historyOf = async (vault: Vault, id: number) => (await vault.request("GET", `/api/passwordhistory/${id}`)).rows();

/** Who a change is by when a key made it, whichever key that was. */
const api = { UserID: "WebAPI", FirstName: "Passwordstate", Surname: "Web API" };

test("a change by the API adds a row in the name of the API, and the creation stands below it", async () => {
  const vault = await startVault();
  const { sandbox } = vault;
  sandbox.clock.set(Date.parse("2026-07-03T21:00:05Z"));
  await vault.request("PUT", "/api/passwords", { json: { PasswordID: 3318, Password: "granite" }, key: vault.key(56) });
  sandbox.clock.set(Date.parse("2026-07-04T00:30:00Z"));
  await vault.request("PUT", "/api/passwords", {
    json: { PasswordID: 3318, Title: "renamed", ExpiryDate: "1.8.2026" },
  });
  expect(await historyOf(vault, 3318)).toMatchObject([
    {
      Title: "renamed",
      Password: "granite",
      ExpiryDate: "1.8.2026",
      DateChanged: "4.7.2026 12:30:00 AM",
      ...api,
    },
    {
      Title: "ledger owner",
      Password: "granite",
      ExpiryDate: "",
      DateChanged: "3.7.2026 9:00:05 PM",
      ...api,
    },
    { Title: "ledger owner", Password: "quartz/81\\Tern", DateChanged: "2.7.2026 9:05:41 AM", UserID: "" },
  ]);
});

test("a created record has one row from the start, and a change that changes nothing adds none", async () => {
  const vault = await startVault();
  const json = { PasswordListID: 57, Title: "t", Password: "p" };
  const id = Number((await vault.request("POST", "/api/passwords", { json })).object().PasswordID);
  await vault.request("PUT", "/api/passwords", { json: { PasswordID: id, Title: "t", Password: "p" } });
  const rows = await historyOf(vault, id);
  expect(rows).toMatchObject([{ PasswordID: id, PasswordList: "Linux Servers", Password: "p", ...api }]);
  expect(await historyOf(vault, id)).toEqual(rows);
});

test("a row has the product's members in the product's casing", async () => {
  const vault = await startVault();
  const [row = {}] = await historyOf(vault, 3318);
  const fields = Array.from({ length: 10 }, (_, at) => `GenericField${at + 1}`);
  expect(Object.keys(row)).toEqual([
    ...["PasswordHistoryID", "Title", "Domain", "HostName", "UserName", "Description", ...fields, "AccountTypeID"],
    ...["Notes", "URL", "Password", "ExpiryDate", "AllowExport", "WebUser_ID", "WebPassword_ID", "DateChanged"],
    ...["PasswordList", "UserID", "FirstName", "Surname", "PasswordID", "AccountType"],
  ]);
});

test("a fixture's older passwords come before what the record is now", async () => {
  const history = [
    { password: "oldest", changed: "90 days ago", by: "EXAMPLE\\anna" },
    { password: "older", changed: "30 days ago" },
  ];
  const records = [{ id: 1, title: "t", password: "now", history }];
  const vault = await startVault({ keys: { systemWide: {} }, lists: [{ name: "L", records }] });
  vault.administer("records.set", { id: 1, password: "next", by: "EXAMPLE\\bert" });
  const rows = await historyOf(vault, 1);
  expect(rows.map((row) => row.Password)).toEqual(["next", "now", "older", "oldest"]);
  expect(rows.map((row) => row.UserID)).toEqual(["EXAMPLE\\bert", "", "", "EXAMPLE\\anna"]);
  expect(rows[3]).toMatchObject({ DateChanged: "3/04/2026 9:05:41 AM" });
});

test("the order can be turned round", async () => {
  const vault = await startVault(undefined, { assumptions: { "history-rows": "oldest-first" } });
  vault.administer("records.set", { id: 3319, password: "b" });
  expect((await historyOf(vault, 3319)).map((row) => row.Password)).toEqual(["basalt-7-Moth", "b"]);
});
