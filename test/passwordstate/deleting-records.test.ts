import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";

test.each(["True", "true", "1"])("MoveToRecycleBin=%s hides a record from every call and keeps it", async (flag) => {
  const vault = await startVault();
  const answer = await vault.request("DELETE", `/api/passwords/3319?MoveToRecycleBin=${flag}`);
  expect([answer.status, answer.text, answer.headers["content-length"]]).toEqual([204, "", undefined]);
  for (const path of [
    "/api/passwords/3319",
    "/api/passwordhistory/3319",
    "/api/searchpasswords/56?title=%22ledger%22",
  ]) {
    expect((await vault.request("GET", path)).status).toBe(404);
  }
  expect((await vault.request("DELETE", "/api/passwords/3319")).status).toBe(404);
  const all = await vault.request("GET", "/api/passwords/56?QueryAll");
  expect(all.rows().map((row) => row.PasswordID)).toEqual([3318, 3320]);
  expect(vault.snapshot()).toContain("basalt-7-Moth");
});

test.each(["False", "false", "0"])("MoveToRecycleBin=%s leaves nothing of a record behind", async (flag) => {
  const vault = await startVault();
  await vault.request("PUT", "/api/passwords", { json: { PasswordID: 3319, Password: "basalt-8-Moth" } });
  const answer = await vault.request("DELETE", `/api/passwords/3319?MoveToRecycleBin=${flag}&PreventAuditing=true`);
  expect(answer.status).toBe(204);
  expect((await vault.request("GET", "/api/passwords/3319")).status).toBe(404);
  expect(vault.snapshot()).not.toContain("basalt");
});

test("without the flag a record goes to the recycle bin, unless the vault is told otherwise", async () => {
  const usual = await startVault();
  const other = await startVault(undefined, { assumptions: { "delete-default": "delete" } });
  for (const vault of [usual, other]) {
    expect((await vault.request("DELETE", "/api/passwords/3319")).status).toBe(204);
    expect((await vault.request("GET", "/api/passwords/3319")).status).toBe(404);
  }
  expect(usual.snapshot()).toContain("basalt-7-Moth");
  expect(other.snapshot()).not.toContain("basalt-7-Moth");
});

test("a flag that is neither true nor false is refused", async () => {
  const vault = await startVault();
  expect((await vault.request("DELETE", "/api/passwords/3319?MoveToRecycleBin=maybe")).status).toBe(400);
  expect((await vault.request("GET", "/api/passwords/3319")).status).toBe(200);
});

test("an id is not used again", async () => {
  const vault = await startVault();
  const create = async () => {
    const json = { PasswordListID: 56, Title: "t", Password: "p" };
    return Number((await vault.request("POST", "/api/passwords", { json })).object().PasswordID);
  };
  const first = await create();
  await vault.request("DELETE", `/api/passwords/${first}?MoveToRecycleBin=false`);
  expect(await create()).toBe(first + 1);
});
