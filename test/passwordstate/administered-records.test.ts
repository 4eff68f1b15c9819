import { expect, test } from "vitest";
import { z } from "zod";
import { administration } from "../../mocks/passwordstate/administration.ts";
import { startVault } from "./start-vault.ts";

test("a record is added with any value, and can be read at once", async () => {
  const vault = await startVault();
  const value = "\u0000 \r\n\t'\"\\ \ud83d\udd11 \ufffd\n";
  const answer = vault.administer("records.add", {
    ...{ list: "Linux Servers", title: "seeded", password: value, userName: "u", genericFields: ["a", "b"] },
    ...{ expires: "in 30 days", domain: "D", otpUri: "otpauth://totp/x?secret=GE", accountTypeId: 3 },
  });
  const { id } = answer as { id: number };
  const rows = (await vault.request("GET", `/api/passwords/${id}`, { key: vault.key(57) })).rows();
  expect(answer).toEqual({ id });
  expect(rows).toMatchObject([{ Title: "seeded", Password: value, UserName: "u", GenericField2: "b", Domain: "D" }]);
  expect(rows).toMatchObject([{ ExpiryDate: "1.8.2026", AccountTypeID: 3, PasswordListID: "57" }]);
  const history = (await vault.request("GET", `/api/passwordhistory/${id}`)).rows();
  expect(history.map((row) => row.Password)).toEqual([value]);
});

test("a record added without a password gets one by its list's policy, the same from the same seed", async () => {
  const add = async () => {
    const vault = await startVault();
    vault.administer("records.add", { list: 57, title: "drawn", id: 9000 });
    return (await vault.request("GET", "/api/passwords/9000")).rows()[0]?.Password;
  };
  const first = await add();
  expect(first).toMatch(/^.{12,16}$/);
  expect(await add()).toBe(first);
});

test("somebody else's change is seen at the next read, and in the history", async () => {
  const vault = await startVault();
  vault.administer("records.set", { id: 3319, password: "", notes: "by hand", expires: "", by: "EXAMPLE\\anna" });
  const after = (await vault.request("GET", "/api/passwords/3319")).rows();
  expect(after).toMatchObject([{ Password: "", Notes: "by hand", ExpiryDate: "", UserName: "reader" }]);
  const [newest, oldest] = (await vault.request("GET", "/api/passwordhistory/3319")).rows();
  expect(newest).toMatchObject({ Password: "", UserID: "EXAMPLE\\anna" });
  expect(oldest).toMatchObject({ Password: "basalt-7-Moth" });
});

test("a record is removed, for good or to the recycle bin", async () => {
  const vault = await startVault();
  vault.administer("records.remove", { id: 3319 });
  vault.administer("records.remove", { id: 3320, recycle: true });
  for (const id of [3319, 3320]) expect((await vault.request("GET", `/api/passwords/${id}`)).status).toBe(404);
  expect(vault.snapshot()).not.toContain("basalt-7-Moth");
  expect(vault.snapshot()).toContain("payroll");
});

test("a list's settings change what its callers meet", async () => {
  const vault = await startVault();
  const status = async () => (await vault.request("GET", "/api/passwords/3400")).status;
  vault.administer("lists.set", { list: 57, demandsReason: true });
  expect(await status()).toBe(401);
  vault.administer("lists.set", { list: "Linux Servers", demandsReason: false, private: true, name: "Renamed" });
  expect(await status()).toBe(401);
  vault.administer("lists.set", { list: "Renamed", private: false, resetEnabled: true, allowExport: true });
  vault.administer("lists.set", { list: 57, genericFields: [{ name: "Rack" }], generatorPolicy: 1 });
  const json = { PasswordID: 3400, PasswordResetEnabled: true, AllowExport: true, GenericField1: "r1" };
  const changed = await vault.request("PUT", "/api/passwords", { json });
  expect(changed.rows()).toMatchObject([{ PasswordList: "Renamed", AllowExport: true }]);
  expect(changed.rows()[0]?.GenericFieldInfo).toMatchObject([{ DisplayName: "Rack", Value: "r1" }]);
  const queued = await vault.request("PUT", "/api/passwords", { json: { PasswordID: 3400, Password: "q" } });
  expect(queued.rows()[0]).toHaveProperty("Status");
});

test.each([
  ["records.add", { list: "Nowhere", title: "t" }, /^There is no list 'Nowhere'\. There are: 56 Finance Databases, /],
  ["records.add", { list: 57, title: "t", id: 3318 }, "There is a record 3318 already"],
  ["records.add", { list: 57, title: "t", expires: "soon" }, "this is not a date"],
  ["records.add", { list: 57, title: "t", Password: "x" }, /[Uu]nrecognized key/],
  ["records.set", { id: 1, password: "x" }, "There is no record 1. There are: 3318, 3319, 3320, "],
  ["records.set", { id: 3321, password: "x" }, "There is no record 3321. It is in the recycle bin."],
  ["records.remove", { id: 1 }, "There is no record 1."],
  ["resets.complete", { id: 3700 }, "No reset waits for record 3700. Records with one: none."],
  ["lists.set", { list: 99 }, "There is no list '99'."],
] as const)("%s %j is refused and changes nothing", async (action, input, message) => {
  const vault = await startVault();
  const content = vault.snapshot();
  expect(() => vault.administer(action, input)).toThrow(message);
  expect(vault.snapshot()).toBe(content);
});

test("every action says what it takes", () => {
  for (const { id, input } of administration)
    expect(z.toJSONSchema(input, { io: "input" }), id).toHaveProperty("properties");
  expect(new Set(administration.map(({ id }) => id)).size).toBe(administration.length);
});
