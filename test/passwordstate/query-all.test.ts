import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";

test("QueryAll alone decides whether a number is a list's or a record's", async () => {
  const lists = [
    {
      id: 7,
      name: "Seven",
      records: [
        { id: 8, title: "eight" },
        { id: 7, title: "seven" },
      ],
    },
  ];
  const vault = await startVault({ keys: { systemWide: {} }, lists });
  const titles = async (query: string) =>
    (await vault.request("GET", `/api/passwords/7${query}`)).rows().map((row) => row.Title);
  expect(await titles("")).toEqual(["seven"]);
  expect(await titles("?QueryAll")).toEqual(["seven", "eight"]);
  expect(await titles("?queryall=false")).toEqual(["seven", "eight"]);
});

test("an empty list is a 404 that says so in body and reason phrase", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", "/api/passwords/58?QueryAll");
  expect(answer.status).toBe(404);
  expect(answer.phrase).toContain("No Passwords found in the Password Lists for PasswordListID of 58");
  expect(answer.refusal().message).toBe("Not Found");
});

test("a vault without any record within reach is a 404, too", async () => {
  const lists = [{ name: "Mine", private: true, records: [{ title: "t" }] }, { name: "Empty" }];
  const vault = await startVault({ keys: { systemWide: {} }, lists });
  expect((await vault.request("GET", "/api/passwords?QueryAll")).refusal().message).toBe("Not Found");
});

test.each(["/api/passwords?QueryAll", "/api/passwords/?QueryAll=true&format=json", "/API/Passwords/?queryall="])(
  "%s gives every record of every shared list, in the order of their ids",
  async (path) => {
    const vault = await startVault();
    const answer = await vault.request("GET", path, { headers: { Reason: "inventory" } });
    expect(answer.rows().map((row) => row.PasswordID)).toEqual([3318, 3319, 3320, 3400, 3500, 3700, 3800, 3900]);
  },
);

test("a list that demands a reason gives its records to whoever gives one", async () => {
  const vault = await startVault();
  const path = "/api/passwords/61?QueryAll";
  expect((await vault.request("GET", path)).status).toBe(401);
  expect((await vault.request("GET", path, { headers: { reason: "inventory" } })).status).toBe(200);
});

test("a private list is opened by its own key", async () => {
  const vault = await startVault();
  const path = "/api/passwords/62?QueryAll";
  expect((await vault.request("GET", path)).status).toBe(401);
  expect((await vault.request("GET", path, { key: vault.key(62) })).rows()).toMatchObject([{ Title: "diary" }]);
});

test.each(["?CheckIn", "?CheckIn=", "?checkin=true"])(
  "%s ends a check-out without showing the record",
  async (query) => {
    const vault = await startVault();
    const answer = await vault.request("GET", `/api/passwords/3318${query}`);
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect((await vault.request("GET", `/api/passwords/40404${query}`)).status).toBe(404);
  },
);

test.each(["/api/Passwords/3318", "/API/PASSWORDS/3318/", "/api/passwords/3318/?format=json", "/api/passwords/03318"])(
  "%s is the same record",
  async (path) => {
    const vault = await startVault();
    expect((await vault.request("GET", path)).rows()).toMatchObject([{ PasswordID: 3318 }]);
  },
);

test.each([
  { "Content-Type": "application/json" },
  { OTP: "" },
  { OTP: "402917", "User-Agent": "mRemote" },
  { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" },
  { Accept: "application/json" },
])("headers %j do no harm", async (headers) => {
  const vault = await startVault();
  const answer = await vault.request("GET", "/api/passwords/3318", { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    server: "Microsoft-IIS/10.0",
    "x-aspnet-version": "4.0.30319",
    "cache-control": "no-cache",
    expires: "-1",
  });
});

test.each([
  "/api/passwordhistory/12&PreventAuditing=true",
  "/api/passwords/3318*",
  "/api/passwords/3318%3C",
  "/api/passwords/C:3318",
  "/api/nothing&there",
])("%s is refused by the framework, in HTML", async (path) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const answer = await vault.request("GET", path, { key: "" });
  expect(answer.status).toBe(400);
  expect(answer.headers["content-type"]).toBe("text/html; charset=us-ascii");
  expect(vault.snapshot()).toBe(content);
});

test("a long answer comes whole, in any alphabet", async () => {
  const records = Array.from({ length: 300 }, (_, at) => ({ id: at + 1, title: `caf\u00e9 \ud83d\udd11 ${at}` }));
  const vault = await startVault({ keys: { systemWide: {} }, lists: [{ id: 1, name: "L", records }] });
  const answer = await vault.request("GET", "/api/passwords/1?QueryAll");
  expect(answer.rows().map((row) => row.Title)).toEqual(records.map(({ title }) => title));
  expect(answer.text.length).toBeGreaterThan(3 * 65_536);
});
