import { expect, test } from "vitest";
import { z } from "zod";
import {
  historyReply,
  oneTimePasswordReply,
  recordReply,
  resetReply,
} from "../../mocks/passwordstate/reply-schemas.ts";
import { startVault } from "./start-vault.ts";

const numbers = Array.from({ length: 10 }, (_, at) => at + 1);

/** The members of build 9866, in its order. */
const members = [
  ...["PasswordListID", "PasswordList", "PasswordID", "Title", "Domain", "HostName", "UserName", "Description"],
  ...numbers.map((number) => `GenericField${number}`),
  ...["GenericFieldInfo", "AccountTypeID", "Notes", "URL", "Password", "ExpiryDate", "AllowExport", "AccountType"],
  ...["OTP", "OTPUri", "WebUser_ID", "WebPassword_ID", "WebOTP_ID"],
  ...numbers.map((number) => `WebGenericField${number}_ID`),
];

test("a record has every member, in order, with the product's types", async () => {
  const vault = await startVault();
  const [row = {}] = (await vault.request("GET", "/api/passwords/3318")).rows();
  expect(Object.keys(row)).toEqual(members);
  expect(row).toMatchObject({ PasswordListID: "56", PasswordID: 3318, AccountTypeID: 0, AllowExport: true, OTP: null });
  expect(row.GenericFieldInfo).toEqual([
    { GenericFieldID: "GenericField1", DisplayName: "Backup window", Value: "nightly" },
    { GenericFieldID: "GenericField2", DisplayName: "PIN", Value: "" },
    { GenericFieldID: "GenericField3", DisplayName: "Due", Value: "" },
  ]);
});

test("what is blank is an empty text, and a list without generic fields has no info of any", async () => {
  const vault = await startVault();
  const [row = {}] = (await vault.request("GET", "/api/passwords/3400")).rows();
  const texts = members.filter(
    (name) => !["PasswordID", "GenericFieldInfo", "AccountTypeID", "AllowExport", "OTP"].includes(name),
  );
  for (const name of texts) expect(row[name], name).toEqual(expect.any(String));
  expect(row).toMatchObject({ GenericFieldInfo: [], Domain: "", Notes: "", ExpiryDate: "15.1.2027", WebUser_ID: "" });
});

test("TreePath stands behind PasswordList, in all-lists queries alone", async () => {
  const vault = await startVault();
  const all = await vault.request("GET", "/api/passwords?QueryAll", { headers: { Reason: "r" } });
  const one = await vault.request("GET", "/api/passwords/57?QueryAll");
  const [first = {}] = all.rows();
  expect(Object.keys(first)).toEqual(["PasswordListID", "PasswordList", "TreePath", ...members.slice(2)]);
  expect(all.rows().map((row) => row.TreePath)).toEqual([
    "\\Finance",
    "\\Finance",
    "\\Finance",
    "\\Infrastructure\\Linux",
    "",
    "",
    "",
    "",
  ]);
  expect(one.rows()[0]).not.toHaveProperty("TreePath");
});

test("the text is JSON whatever the values hold", async () => {
  const vault = await startVault();
  const odd = '"\\/\u0000\u001f\u2028\ud800</script>';
  const texts = { title: odd, userName: odd, description: odd, domain: odd, hostName: odd, notes: odd, url: odd };
  const { id } = vault.administer("records.add", {
    ...{ list: 56, password: odd, accountType: odd, otpUri: odd, genericFields: [odd], ...texts },
  }) as { id: number };
  const [row = {}] = (await vault.request("GET", `/api/passwords/${id}`)).rows();
  const written = [
    "Title",
    "UserName",
    "Description",
    "Domain",
    "HostName",
    "Notes",
    "URL",
    "Password",
    "AccountType",
    "OTPUri",
  ];
  for (const name of [...written, "GenericField1"]) expect(row[name], name).toBe(odd);
  expect(row.GenericFieldInfo).toContainEqual({
    GenericFieldID: "GenericField1",
    DisplayName: "Backup window",
    Value: odd,
  });
});

test("replies are what the operations document", async () => {
  const vault = await startVault();
  const headers = { Reason: "r" };
  const record = z.strictObject(recordReply.shape);
  const ask = async (path: string) => (await vault.request("GET", path, { headers })).json();
  z.array(record)
    .min(8)
    .parse(await ask("/api/passwords?QueryAll"));
  z.array(record)
    .length(1)
    .parse(await ask("/api/passwords/3318"));
  z.array(z.strictObject(historyReply.shape))
    .length(1)
    .parse(await ask("/api/passwordhistory/3318"));
  z.array(z.strictObject(oneTimePasswordReply.shape))
    .length(1)
    .parse(await ask("/api/onetimepassword/3318"));
  const put = await vault.request("PUT", "/api/passwords", { json: { PasswordID: 3700, Password: "q" } });
  z.array(z.strictObject(resetReply.shape)).length(1).parse(put.json());
});
