import { expect, test } from "vitest";
import { startVault, type Vault } from "./start-vault.ts";

const one = { PasswordListID: 56, Title: "t", Password: "p" };

async function create(vault: Vault, members: object, key: string | number = "System Wide") {
  const answer = await vault.request("POST", "/api/passwords", { json: { ...one, ...members }, key: vault.key(key) });
  return { answer, row: answer.status === 201 ? answer.object() : {} };
}

test("what is created comes back whole, and reads the same", async () => {
  const vault = await startVault();
  const members = {
    UserName: "EXAMPLE\\teller",
    Description: 'quotes " and \\ and <b>&amp;</b>',
    ADDomainNetBIOS: "EXAMPLE",
    HostName: "till.example.test",
    GenericField1: "weekly",
    GenericField3: "2026-12-24",
    AccountTypeID: 64,
    AccountType: "Active Directory",
    Notes: "line one\nline two",
    URL: "https://till.example.test/?a=1&b=2",
    ExpiryDate: "24.12.2026",
    AllowExport: true,
    WebUser_ID: "user-field",
    WebPassword_ID: "password-field",
    OTPUri: "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP",
  };
  const { answer, row } = await create(vault, members);
  const { ADDomainNetBIOS: domain, ...same } = members;
  expect(answer.status).toBe(201);
  expect(row).toMatchObject({ ...same, Domain: domain, PasswordListID: "56", PasswordList: "Finance Databases" });
  const read = await vault.request("GET", `/api/passwords/${row.PasswordID}`);
  expect(read.rows()).toEqual([row]);
});

test.each([
  "",
  " ",
  "\ttab and newline\n",
  "p\u00e4ssw\u00f6rd \u4e2d\u6587 \ud83d\udd11\u200d",
  "null",
  "0012",
  '{"a":[1]}',
  "'\"\\`$(x)%00&=+;",
  "x".repeat(65_536),
  "\ud800 alone",
])("a password keeps its every character: %j", async (password) => {
  const vault = await startVault();
  const { row } = await create(vault, { Password: password });
  const read = await vault.request("GET", `/api/passwords/${row.PasswordID}`);
  expect(read.rows()).toMatchObject([{ Password: password }]);
});

test("values come loosely typed: numbers and booleans as text, text as numbers", async () => {
  const vault = await startVault();
  const { row } = await create(vault, {
    passwordlistid: "56",
    TITLE: 2026,
    Password: 1234,
    AccountTypeID: "13",
    allowexport: "True",
    GenericField1: true,
    ScriptID: null,
    AddDaysToExpiryDate: null,
    UserName: null,
    PasswordResetEnabled: "0",
    Unknown: { any: "thing" },
  });
  expect(row).toMatchObject({ Title: "2026", Password: "1234", AccountTypeID: 13, AllowExport: true, UserName: "" });
  expect(row).toMatchObject({ GenericField1: "true" });
});

test.each([
  [{ PasswordListID: "many" }, "PasswordListID: expected a whole number; it is required"],
  [{ PasswordListID: 56.5 }, "PasswordListID: expected a whole number; it is required"],
  [{ Title: "" }, "Title: expected a text that is not blank; it is required"],
  [{ Title: null }, "Title: expected a text that is not blank; it is required"],
  [{ Title: ["a"] }, "Title: expected a text"],
  [{ Password: null }, "Password: there is neither a Password nor GeneratePassword"],
  [{ UserName: "x".repeat(256) }, "UserName: expected at most 255 characters, got 256"],
  [{ HostName: "x".repeat(201) }, "HostName: expected at most 200 characters, got 201"],
  [{ ADDomainNetBIOS: "x".repeat(51) }, "ADDomainNetBIOS: expected at most 50 characters, got 51"],
  [{ Notes: "x".repeat(8001) }, "Notes: expected at most 8000 characters, got 8001"],
  [{ AccountTypeID: 2 ** 31 }, "AccountTypeID: expected a whole number"],
  [{ AllowExport: "yes" }, "AllowExport: expected true or false"],
  [{ ExpiryDate: "2026-12-24" }, "ExpiryDate: it is not a date such as d.M.yyyy"],
  [{ ExpiryDate: "31.2.2026" }, "ExpiryDate: it is not a date such as d.M.yyyy"],
  [{ GenericField3: "24.12.2026" }, "GenericField3: the list's field is a date picker, which takes yyyy-mm-dd"],
  [{ PasswordResetSchedule: "25:00" }, "PasswordResetSchedule: it is not a time as HH:MM"],
  [{ HeartbeatEnabled: true }, "ValidationScriptID: HeartbeatEnabled needs it"],
])("%j is refused, and says why in the journal alone", async (members, reason) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const { answer } = await create(vault, members);
  expect(answer.status).toBe(400);
  expect(answer.refusal().message).toBe("Bad Request");
  expect(vault.reason()).toBe(reason);
  expect(vault.snapshot()).toBe(content);
});

test("a list's policy generates the password, and those of generic fields", async () => {
  const vault = await startVault();
  const generate = { GeneratePassword: "true", GenerateGenFieldPassword: true };
  const { row } = await create(vault, { Password: undefined, ...generate });
  const { row: both } = await create(vault, { Password: "given", ...generate });
  expect(row.Password).toMatch(/^.{12,16}$/);
  expect(row.GenericField2).toMatch(/^.{12,16}$/);
  expect(row.GenericField1).toBe("");
  expect(both.Password).not.toBe("given");
  expect(both.Password).not.toBe(row.Password);
});

test("a list's key creates in its list, and the list decides over export and resets", async () => {
  const vault = await startVault();
  const { row } = await create(vault, { PasswordListID: 57, AllowExport: true, PasswordResetEnabled: true }, 57);
  expect(row).toMatchObject({ PasswordListID: "57", AllowExport: false });
  const changed = await vault.request("PUT", "/api/passwords", { json: { PasswordID: row.PasswordID, Password: "q" } });
  expect(changed.rows()).toMatchObject([{ Password: "q" }]);
  const { answer } = await create(vault, { PasswordListID: 56 }, 57);
  expect(answer.status).toBe(401);
});

test("the same title may stand twice in a list", async () => {
  const vault = await startVault();
  const { row: first } = await create(vault, {});
  const { row: second } = await create(vault, {});
  expect(second.PasswordID).toBe(Number(first.PasswordID) + 1);
});
