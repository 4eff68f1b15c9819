import { expect, test } from "vitest";
import { startVault, type Vault } from "./start-vault.ts";

const put = (vault: Vault, json: object) => vault.request("PUT", "/api/passwords", { json });
const get = async (vault: Vault, id: number) => (await vault.request("GET", `/api/passwords/${id}`)).rows()[0] ?? {};

test("what is not sent stays, an empty text blanks, null leaves alone", async () => {
  const vault = await startVault();
  const before = await get(vault, 3318);
  const answer = await put(vault, {
    PasswordID: "3318",
    Description: "",
    UserName: null,
    Notes: "new",
    Password: null,
  });
  const after = { ...before, Description: "", Notes: "new" };
  expect(answer.status).toBe(200);
  expect(answer.rows()).toEqual([after]);
  expect(await get(vault, 3318)).toEqual(after);
});

test("a whole record can be echoed with a change: what cannot be written is ignored", async () => {
  const vault = await startVault();
  const before = await get(vault, 3318);
  const answer = await put(vault, { ...before, Title: "echoed", Domain: "IGNORED", PasswordList: "IGNORED" });
  expect(answer.rows()).toEqual([{ ...before, Title: "echoed" }]);
});

test("generic fields are named by their ids, and an expiry goes in as it came out", async () => {
  const vault = await startVault();
  const answer = await put(vault, {
    PasswordID: 3319,
    genericfield1: "hourly",
    GenericField7: "kept",
    ExpiryDate: "1.2.2029",
  });
  expect(answer.rows()).toMatchObject([{ GenericField1: "hourly", GenericField7: "kept", ExpiryDate: "1.2.2029" }]);
  expect(answer.rows()[0]?.GenericFieldInfo).toEqual([
    { GenericFieldID: "GenericField1", DisplayName: "Backup window", Value: "hourly" },
    { GenericFieldID: "GenericField2", DisplayName: "PIN", Value: "" },
    { GenericFieldID: "GenericField3", DisplayName: "Due", Value: "" },
  ]);
  const blanked = await put(vault, { PasswordID: 3319, GenericField1: "", GenericField7: "", ExpiryDate: "" });
  expect(blanked.rows()).toMatchObject([{ GenericField1: "", GenericField7: "", ExpiryDate: "" }]);
});

test("another list's id moves nothing", async () => {
  const vault = await startVault();
  const answer = await put(vault, { PasswordID: 3319, PasswordListID: 57, Title: "stays" });
  expect(answer.rows()).toMatchObject([{ PasswordListID: "56", Title: "stays" }]);
});

test.each([
  [{ Title: "x" }, 400, "PasswordID: it is required and absent"],
  [{ PasswordID: 40404, Title: "x" }, 404, "there is no record 40404"],
  [{ PasswordID: 3600, Title: "x" }, 401, /does not reach/],
  [{ PasswordID: 3500, Title: "x" }, 401, /demands a Reason/],
  [{ PasswordID: 3318, Password: ["x"] }, 500, /Password is an object or an array/],
])("%j is refused with %s", async (json, status, reason) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const answer = await put(vault, json);
  expect(answer.status).toBe(status);
  expect(vault.reason()).toEqual(typeof reason === "string" ? reason : expect.stringMatching(reason));
  expect(vault.snapshot()).toBe(content);
});

test("a managed record's password is queued, and stays until the reset is done", async () => {
  const vault = await startVault();
  const answer = await put(vault, { PasswordID: 3700, Password: "granite-2-Fern", Notes: "rotated" });
  expect(Object.keys(answer.rows()[0] ?? {})).toEqual(["PasswordID", "Status", "CurrentPassword", "NewPassword"]);
  expect(await get(vault, 3700)).toMatchObject({ Password: "granite-1-Fern", Notes: "rotated" });

  vault.administer("resets.complete", { id: 3700 });

  expect(await get(vault, 3700)).toMatchObject({ Password: "granite-2-Fern", Notes: "rotated" });
  expect(() => vault.administer("resets.complete", { id: 3700 })).toThrow("No reset waits for record 3700");
});

test("a managed record's other fields change at once, and a generated password is queued too", async () => {
  const vault = await startVault();
  const renamed = await put(vault, { PasswordID: 3700, Title: "renamed" });
  const generated = await put(vault, { PasswordID: 3700, GeneratePassword: true });
  expect(renamed.rows()).toMatchObject([{ Title: "renamed", Password: "granite-1-Fern" }]);
  expect(generated.rows()).toMatchObject([{ CurrentPassword: "granite-1-Fern", NewPassword: expect.any(String) }]);
  expect(generated.rows()[0]?.NewPassword).not.toBe("granite-1-Fern");
});
