import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.chief;

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "a column to search in is none for being called as what every object has: %s",
  async (SEARCHCOLUMN) => {
    const vault = await startVault();
    for (const path of ["/resources", "/resources/14/accounts"]) {
      const answer = await vault.request("GET", `${REST}${path}`, { key, details: { SEARCHCOLUMN, SEARCHVALUE: "a" } });
      expect(answer.envelope().result).toEqual({ message: "Invalid value for SEARCHCOLUMN", status: "Failed" });
    }
    expect(vault.reason()).toBe(`there is no column '${SEARCHCOLUMN}' to search in`);
  },
);

test.each(["0x3", "3.0", "30e-1", " 3", "+3", "３", "-3", "1e999", "NaN"])(
  "an id is digits alone, so that no user is deleted by the way: %s",
  async (id) => {
    const vault = await startVault();
    const answer = await vault.request("DELETE", `${REST}/user/${encodeURIComponent(id)}`, { key });
    expect(answer.envelope().result.message).toBe("No such user found");
    const pat = await vault.request("GET", `${REST}/user/getUserId?USERNAME=pat`, { key });
    expect(pat.object()).toEqual({ USERID: "3" });
  },
);

test("a resource and an account may be called as what every object has", async () => {
  const vault = await startVault();
  const create = {
    RESOURCENAME: "constructor",
    ACCOUNTNAME: "toString",
    RESOURCETYPE: "Linux",
    PASSWORD: "Oriole/55-Fern",
  };
  expect((await vault.request("POST", `${REST}/resources`, { key, details: create })).envelope().result.status).toBe(
    "Success",
  );
  const body = `INPUT_DATA={"operation":{"Details":{"ACCOUNTLIST":[{"ACCOUNTNAME":"__proto__"}]}}}`;
  const added = await vault.request("POST", `${REST}/resources/18/accounts`, { key, body });
  expect(added.text).toContain('"Details":[{"__proto__":{"STATUS":"Account added successfully"}}]');
  const ids = await vault.request("GET", `${REST}/resources/resourcename/constructor/accounts/accountname/__proto__`, {
    key,
  });
  expect(ids.object()).toEqual({ RESOURCEID: "18", ACCOUNTID: "37" });
});

test("a backslash, braces and quotes that a client did not encode are read as they are", async () => {
  const vault = await startVault({
    ...smallVault,
    resources: [
      { id: 1, name: 'CORP\\svc {"x"}|^`', owner: "ann", accounts: [{ id: 1, name: "A\\b", password: "x" }] },
    ],
  });
  const name = 'CORP\\svc%20{"x"}|^`';
  const byPath = `${REST}/resources/resourcename/${name}/accounts/accountname/A\\b`;
  expect((await vault.request("GET", byPath, { key })).object()).toEqual({ RESOURCEID: "1", ACCOUNTID: "1" });
  const byQuery = `${REST}/resources/getResourceIdAccountId?RESOURCENAME=${name}&ACCOUNTNAME=A\\b`;
  expect((await vault.request("GET", byQuery, { key })).object()).toEqual({ ACCOUNTID: "1", RESOURCEID: "1" });
});
