import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.chief;
const COUNT = 10_000;

const list = async (vault: Vault, details: object, as: string = key) =>
  (await vault.request("GET", `${REST}/resources`, { key: as, details })).envelope();
const names = (rows: unknown) => (rows as Record<string, string>[]).map((row) => row["RESOURCE NAME"]);

test(`${COUNT} generated resources are there with their accounts, in pages without gaps, and searched`, async () => {
  const vault = await startVault({ ...smallVault, generate: { resources: COUNT, accountsEach: 3, owner: "ann" } });
  const own = smallVault.resources.length;
  const first = await list(vault, { STARTINDEX: 0, LIMIT: 50 });
  expect(first.totalRows).toBe(COUNT + own);
  const seen: (string | undefined)[] = [];
  for (let start = 0; start < (first.totalRows ?? 0); start += 2500) {
    seen.push(...names((await list(vault, { STARTINDEX: start, LIMIT: 2500 })).Details));
  }
  expect(seen).toHaveLength(COUNT + own);
  expect(seen.slice(own)).toEqual(Array.from({ length: COUNT }, (_, at) => `node-${String(at + 1).padStart(5, "0")}`));
  const beyond = await list(vault, { STARTINDEX: COUNT + own, LIMIT: 50 });
  expect(beyond).toMatchObject({ totalRows: COUNT + own, result: { status: "Success" } });
  expect(beyond).not.toHaveProperty("Details");

  // 00777 and 7770 to 7779, 1777, 2777, …: as many as there are numbers with 777 in them.
  const wanted = Array.from({ length: COUNT }, (_, at) => String(at + 1)).filter((number) => number.includes("777"));
  const search = { SEARCHCOLUMN: "RESOURCENAME", SEARCHVALUE: "777" };
  const found = await list(vault, { ...search, LIMIT: 5 });
  expect([found.totalRows, names(found.Details)[0]]).toEqual([wanted.length, "node-00777"]);
  const last = await list(vault, { ...search, STARTINDEX: wanted.length - 1, LIMIT: 5 });
  expect(names(last.Details)).toEqual([`node-${wanted.at(-1)?.padStart(5, "0")}`]);
  const byAccount = await list(vault, { SEARCHTYPE: "ACCOUNT", SEARCHVALUE: "svc-2", LIMIT: 1 });
  expect(byAccount).toMatchObject({ totalRows: COUNT, Details: [{ NOOFACCOUNTS: "3" }] });
  const types = await Promise.all(
    ["Linux", "Windows", "MS SQL Server"].map(async (SEARCHVALUE) => {
      return (await list(vault, { SEARCHCOLUMN: "RESOURCE_TYPE", SEARCHVALUE, LIMIT: 1 })).totalRows ?? 0;
    }),
  );
  // Four of them are the small vault's own, and one of those is of another type.
  expect(types.reduce((sum, count) => sum + count, 0)).toBe(COUNT + own - 1);

  // Each has its accounts, with a password that its policy is content with; others see none of them.
  const ids = `${REST}/resources/getResourceIdAccountId?RESOURCENAME=node-09999&ACCOUNTNAME=svc-1`;
  const { RESOURCEID, ACCOUNTID } = (await vault.request("GET", ids, { key })).object();
  const account = await vault.request("GET", `${REST}/resources/${RESOURCEID}/accounts/${ACCOUNTID}`, { key });
  expect(account.object()).toMatchObject({ "COMPLIANT STATUS": "Compliant" });
  expect((await list(vault, { LIMIT: 1 }, keys.builder)).totalRows).toBe(3);
});

test("the same seed generates the same vault", async () => {
  const part = { ...smallVault, generate: { resources: 50, accountsEach: 2, owner: "ann" } };
  const [one, other] = [await startVault(part), await startVault(part)];
  expect(one.snapshot()).toBe(other.snapshot());
});
