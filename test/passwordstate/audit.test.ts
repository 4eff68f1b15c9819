import { expect, test } from "vitest";
import { section } from "../../mocks/passwordstate/section.ts";
import { startVault, type Vault } from "./start-vault.ts";

const rowsOf = ({ sandbox }: Vault) => [...sandbox.state(section).audit.newest()].reverse();
const activities = (vault: Vault) => rowsOf(vault).map((row) => row.Activity);

test("a row says who read which record, from where, when and why", async () => {
  const vault = await startVault();
  await vault.request("GET", "/api/passwords/3500", { key: vault.key(61), headers: { Reason: "yearly audit" } });
  expect(rowsOf(vault)).toMatchObject([
    {
      At: Date.parse("2026-07-02T09:05:41Z"),
      Activity: "Password Retrieved",
      By: "list key of 'Board Secrets'",
      Address: "127.0.0.1",
      PasswordID: 3500,
      PasswordListID: 61,
      Reason: "yearly audit",
    },
  ]);
});

test("each record that comes back has a row of its own", async () => {
  const vault = await startVault();
  await vault.request("GET", "/api/passwords/56?QueryAll");
  await vault.request("GET", "/api/searchpasswords/56?title=ledger");
  expect(rowsOf(vault).map((row) => row.PasswordID)).toEqual([3318, 3319, 3320, 3318, 3319]);
});

test("each write has a row", async () => {
  const vault = await startVault();
  const key = vault.key("Copy/Move Password Record");
  const post = { PasswordListID: 57, Title: "t", Password: "p" };
  const { PasswordID: id } = (await vault.request("POST", "/api/passwords", { json: post })).object();
  await vault.request("PUT", "/api/passwords", { json: { PasswordID: id, Title: "u" } });
  await vault.request("PUT", "/api/passwords", { json: { PasswordID: 3700, Password: "q" } });
  const journey = { PasswordID: id, DestinationPasswordListID: 58 };
  const copied = (await vault.request("POST", "/api/passwords/copy", { json: journey, key })).object();
  await vault.request("PUT", "/api/passwords/move", { json: journey, key });
  await vault.request("GET", `/api/passwords/${id}?CheckIn`);
  await vault.request("DELETE", `/api/passwords/${id}`);
  await vault.request("DELETE", `/api/passwords/${copied.PasswordID}?MoveToRecycleBin=false`);
  expect(activities(vault)).toEqual([
    ...["Password Added", "Password Updated", "Password Queued for Reset", "Password Copied", "Password Moved"],
    ...["Password Checked In", "Password Moved to Recycle Bin", "Password Deleted"],
  ]);
});

test.each(["true", "True", "1"])("PreventAuditing=%s leaves no row, for reads and for writes", async (flag) => {
  const vault = await startVault();
  await vault.request("GET", `/api/passwords/3318?PreventAuditing=${flag}`);
  await vault.request("GET", `/api/passwords/56?QueryAll&preventauditing=${flag}`);
  await vault.request("GET", `/api/passwordhistory/3318?PreventAuditing=${flag}`);
  await vault.request("GET", `/api/onetimepassword/3318?PreventAuditing=${flag}`);
  await vault.request("DELETE", `/api/passwords/3318?PreventAuditing=${flag}`);
  expect(activities(vault)).toEqual([]);
});

test.each(["?PreventAuditing=false", "?PreventAuditing=", "?PreventAuditing", "?format=json"])(
  "%s leaves its row",
  async (query) => {
    const vault = await startVault();
    await vault.request("GET", `/api/passwords/3318${query}`);
    expect(activities(vault)).toEqual(["Password Retrieved"]);
  },
);

test("an administrator can overrule PreventAuditing, or take writes out of it", async () => {
  const overruled = await startVault(undefined, { assumptions: { "audit-overrule": "yes" } });
  await overruled.request("GET", "/api/passwords/3318?PreventAuditing=true");
  const partly = await startVault(undefined, { assumptions: { "audit-writes": "always" } });
  await partly.request("GET", "/api/passwords/3318?PreventAuditing=true");
  await partly.request("DELETE", "/api/passwords/3318?PreventAuditing=true");
  expect(activities(overruled)).toEqual(["Password Retrieved"]);
  expect(activities(partly)).toEqual(["Password Moved to Recycle Bin"]);
});

test("only the newest rows are kept", async () => {
  const records = Array.from({ length: 7 }, (_, at) => ({ id: at + 1, title: `t${at}` }));
  const vault = await startVault({ auditRows: 3, keys: { systemWide: {} }, lists: [{ id: 1, name: "L", records }] });
  await vault.request("GET", "/api/passwords/1?QueryAll");
  expect(rowsOf(vault).map((row) => row.PasswordID)).toEqual([5, 6, 7]);
});
