import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";

const shelf = {
  dateFormat: "M/d/yyyy",
  keys: { systemWide: {} },
  lists: [
    {
      id: 1,
      name: "Shelf",
      key: {},
      genericFields: [{ name: "Rack" }],
      records: [
        { id: 11, title: "Ledger", userName: "ANNA", domain: "CORP", expires: "2027-01-01", accountTypeId: 1 },
        { id: 12, title: "ledger two", userName: "anna b", expires: "2027-06-30", accountTypeId: 13 },
        { id: 13, title: "Payroll", notes: "see the LEDGER", genericFields: ["blue"], resetEnabled: true },
        { id: 14, title: "100% a&b", url: "https://x.test/?q=1", password: "ledger-password", hostName: "h1.test" },
      ],
    },
    { id: 2, name: "Other", records: [{ id: 21, title: "ledger elsewhere" }] },
  ],
};

test.each([
  ["", [11, 12, 13, 14]],
  ["?format=json&PreventAuditing=true&ExcludePassword=false&nonsense=1", [11, 12, 13, 14]],
  ["?title=ledger", [11, 12]],
  ["?TITLE=LEDGER", [11, 12]],
  ["?Title=%22ledger%22", [11]],
  ["?Title=%22LEDGER+two%22", [12]],
  ["?Title=%22ledger%20two%22", [12]],
  ["?title=ledger%20two", [12]],
  ["?title=100%25+a%26b", [14]],
  ["?title=100%", [14]],
  ["?title=ledger&username=anna%20b", [12]],
  ["?title=payroll&username=anna&AndOr=OR", [11, 12, 13]],
  ["?title=ledger&username=anna%20b&andor=and", [12]],
  ["?title=&username=anna", [11, 12]],
  ["?search=ledger", [11, 12, 13]],
  ["?search=%22payroll%22", [13]],
  ["?search=Internal", [11, 12, 13, 14]],
  ["?ADDomainNetBIOS=corp", [11]],
  ["?Domain=corp", [11]],
  ["?HostName=h1", [14]],
  ["?URL=x.test", [14]],
  ["?GenericField1=blu", [13]],
  ["?AccountTypeID=1", [11]],
  ["?SiteID=0&title=pay", [13]],
  ["?PasswordResetEnabled=true", [13]],
  ["?PasswordResetEnabled=False&title=ledger", [11, 12]],
  ["?ExpiryDate=6/30/2027", [12]],
  ["?ExpiryDateRange=ExpiryDate>=2027-01-01,ExpiryDate<=2027-06-29", [11]],
  ["?ExpiryDateRange=ExpiryDate%3E2027-01-01", [12]],
  ["?ExpiryDateRange=ExpiryDate<2030-01-01", [11, 12]],
  ["?ExpiryDateRange=ExpiryDate=2027-06-30", [12]],
])("searching a list for '%s' finds %s", async (query, ids) => {
  const vault = await startVault(shelf);
  const answer = await vault.request("GET", `/api/searchpasswords/1${query}`);
  expect(answer.rows().map((row) => row.PasswordID)).toEqual(ids);
});

test.each([
  "?Title=%22edger%22",
  "?search=ledger-password",
  "?title=ledger&username=nobody",
  "?AccountTypeID=3",
  "?ExpiryDateRange=ExpiryDate>2030-01-01",
])("searching a list for '%s' finds nothing, which is 404", async (query) => {
  const vault = await startVault(shelf);
  const answer = await vault.request("GET", `/api/searchpasswords/1/${query}`);
  expect(answer.status).toBe(404);
  expect(answer.refusal().message).toBe("Not Found");
});

test.each([
  ["?ExpiryDate=2027-06-30", "ExpiryDate: it is not a date such as M/d/yyyy"],
  ["?ExpiryDateRange=ExpiryDate~2027-01-01", /^ExpiryDateRange: it is not one or two terms/],
  ["?ExpiryDateRange=ExpiryDate>2027-02-30", /^ExpiryDateRange/],
  ["?ExpiryDateRange=ExpiryDate>2027-01-01,ExpiryDate<2027-01-02,ExpiryDate<2027-01-03", /^ExpiryDateRange/],
  ["?title=a&username=b&AndOr=XOR", "AndOr: it is neither AND nor OR"],
  ["?AccountTypeID=one", "AccountTypeID: it is not a whole number"],
  ["?PasswordResetEnabled=perhaps", "PasswordResetEnabled: expected true or false"],
])("a criterion that cannot be read is refused: %s", async (query, reason) => {
  const vault = await startVault(shelf);
  const answer = await vault.request("GET", `/api/searchpasswords/1${query}`);
  expect(answer.status).toBe(400);
  expect(vault.reason()).toEqual(typeof reason === "string" ? reason : expect.stringMatching(reason));
});

test("the system key searches all shared lists, a list's key its own", async () => {
  const vault = await startVault(shelf);
  const everywhere = await vault.request("GET", "/api/searchpasswords/?title=ledger");
  const own = await vault.request("GET", "/api/searchpasswords?title=ledger", { key: vault.key(1) });
  const all = await vault.request("GET", "/api/searchpasswords", { key: vault.key(1) });
  expect(everywhere.rows().map((row) => row.PasswordID)).toEqual([11, 12, 21]);
  expect(own.rows().map((row) => row.PasswordID)).toEqual([11, 12]);
  // This is how a client with nothing but a list's key learns its list's id.
  expect(all.rows().map((row) => row.PasswordListID)).toEqual(["1", "1", "1", "1"]);
});

test("private lists and the recycle bin are never found", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", "/api/searchpasswords", { headers: { Reason: "audit" } });
  const titles = answer.rows().map((row) => row.Title);
  expect(titles).not.toContain("diary");
  expect(titles).not.toContain("old ledger");
  expect(titles).toContain("board safe");
  expect(answer.rows()[0]).not.toHaveProperty("TreePath");
});

test("a search can leave passwords out", async () => {
  const vault = await startVault(shelf);
  const answer = await vault.request("GET", "/api/searchpasswords/1?url=x&ExcludePassword=True");
  expect(answer.rows()).toMatchObject([{ PasswordID: 14, Password: "" }]);
});
