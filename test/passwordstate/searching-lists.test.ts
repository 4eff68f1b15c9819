import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

test.each([
  ["PasswordList=Finance", [56, 57]],
  ["passwordlist=finance%20data", [56]],
  ["PasswordList=Finance+Portals", [57]],
  ["PasswordList=%22finance+portals%22", [57]],
  ["Description=PAYROLL", [56]],
  ["TreePath=%5CFinance%5CLedgers", [57]],
  ["TreePath=\\Platform", [58, 60]],
  ["TreePath=%22%5CFinance%5CFinance+Databases%22", [56]],
  ["SiteLocation=intern&PasswordList=a", [56, 57, 60]],
  ["SiteID=0&PasswordList=Servers", [58]],
  ["PasswordList=Finance&Description=ledgers", [56]],
  ["PasswordList=Linux&Description=", [58]],
  ["", [56, 57, 58, 60]],
  ["format=json&PreventAuditing=true", [56, 57, 58, 60]],
])("a search by '%s' finds lists %j", async (query, ids) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", `/api/searchpasswordlists/?${query}`);

  expect(answer.status).toBe(200);
  expect(answer.rows().map((list) => list.PasswordListID)).toEqual(ids);
});

test.each([
  "PasswordList=nowhere",
  "PasswordList=%22Finance%22",
  "SiteID=3",
  "PasswordList=Own+Things",
  "PasswordList=Finance&Description=x",
])("a search by '%s' that finds nothing is 404 with the error array", async (query) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", `/api/searchpasswordlists?${query}`);

  expect(answer.status).toBe(404);
  expect(answer.refusal().message).toBe("Not Found");
});

test("a quoted search minds case, and a blank criterion wants blanks, when the assumptions say so", async () => {
  const assumptions = { "exact-case": "matters", "blank-criterion": "only-blank" };
  const vault = await startVault(treeVault, { assumptions });
  const search = async (query: string) => (await vault.request("GET", `/api/searchpasswordlists?${query}`)).status;

  expect(await search("PasswordList=%22finance+portals%22")).toBe(404);
  expect(await search("PasswordList=%22Finance+Portals%22")).toBe(200);
  expect(await search("PasswordList=Databases&Description=")).toBe(404);
});

test("a criterion that is no number where one is needed is 400", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", "/api/searchpasswordlists?SiteID=north");

  expect(answer.status).toBe(400);
  expect(answer.refusal().message).toBe("Bad Request");
});
