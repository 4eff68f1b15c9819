import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";

const form = "application/x-www-form-urlencoded";

test.each([
  [
    "single quotes",
    "{'PasswordListID':'56','Title':'it\\'s','Password':'a\"b'}",
    undefined,
    { Title: "it's", Password: 'a"b' },
  ],
  [
    "comments and a trailing comma",
    '{"PasswordListID":56,/*x*/"Title":"t","Password":"p",}',
    undefined,
    { Title: "t" },
  ],
  ["names without quotes", "{PasswordListID:56,Title:'t',Password:'p'}", undefined, { Title: "t" }],
  ["JSON that says it is a form", '{"PasswordListID":56,"Title":"t","Password":"p"}', form, { Title: "t" }],
  [
    "JSON behind a byte order mark",
    '\ufeff{"PasswordListID":56,"Title":"t","Password":"p"}',
    undefined,
    { Title: "t" },
  ],
  [
    "UTF-8 without a charset",
    '{"PasswordListID":56,"Title":"f\u00fcr \ud83d\udd11","Password":"\u20ac"}',
    undefined,
    { Title: "f\u00fcr \ud83d\udd11", Password: "\u20ac" },
  ],
  [
    "a form with plus signs, percents and a stray &",
    "PasswordListID=56&Title=a+b&&Password=100%25%&x",
    form,
    { Title: "a b", Password: "100%25%" },
  ],
  [
    "the last of two members of one name",
    '{"PasswordListID":56,"Title":"a","title":"b","Password":"p"}',
    undefined,
    { Title: "b" },
  ],
  [
    "line breaks in a string",
    '{"PasswordListID":"56",\n"Title":"t","Notes":"it\'s\r\n\tone // two","Password":"p"} /* "*/',
    undefined,
    { Title: "t", Notes: "it's\r\n\tone // two" },
  ],
  [
    "escapes in single quotes",
    String.raw`{'PasswordListID':56,'Title':'EXAMPLE\\svc \u20ac \/ \"','Password':'p'}`,
    undefined,
    { Title: 'EXAMPLE\\svc \u20ac / "' },
  ],
  [
    "a member named __proto__",
    '{"__proto__":{"Title":"x"},"PasswordListID":56,"Title":"t","Password":"p"}',
    undefined,
    { Title: "t" },
  ],
  [
    "the same in single quotes",
    "{'__proto__':{'Title':'x'},'PasswordListID':56,'Title':'t','Password':'p'}",
    undefined,
    { Title: "t" },
  ],
])("%s is read", async (_, body, type = "application/json", expected) => {
  const vault = await startVault();
  const answer = await vault.request("POST", "/api/passwords", { body, type });
  expect(vault.reason()).toBe(undefined);
  expect(answer.object()).toMatchObject(expected);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test("a member in query and body has the body's value", async () => {
  const vault = await startVault();
  const path = "/api/passwords?PasswordListID=56&Title=query&UserName=query";
  const answer = await vault.request("POST", path, { json: { Title: "body", Password: "p" } });
  expect(answer.object()).toMatchObject({ Title: "body", UserName: "query" });
});

test.each([
  ["another call's members", '{"FolderName":"Nowhere","Title":"nothing","QueryAll":true}', "application/json"],
  ["a form's", "Title=nothing&PasswordResetEnabled=soon", form],
  ["no object", "[]", "application/json"],
  ["half an object", '{"Title":', "application/json"],
])("a GET asks by its query alone: its body may hold %s", async (_, body, type) => {
  const vault = await startVault();
  const ask = async (path: string) => (await vault.request("GET", path, { body, type })).rows();
  expect(await ask("/api/searchpasswords/56?Title=payroll&")).toMatchObject([{ Title: "payroll" }]);
  expect(await ask("/api/folders?FolderName=Finance&")).toMatchObject([{ FolderName: "Finance" }]);
  expect(await ask("/api/passwords/3318")).toMatchObject([{ PasswordID: 3318 }]);
  expect((await vault.request("GET", "/api/passwords/3318", { body, type, key: "" })).status).toBe(401);
});

test.each(["None", "", "fifty-six", "56.5"])(
  "a PUT's PasswordListID may be '%s', since it is not looked at",
  async (list) => {
    const vault = await startVault();
    const body = `PasswordID=3319&PasswordListID=${list}&Title=renamed`;
    const answer = await vault.request("PUT", "/api/passwords", { body, type: form });
    expect(answer.rows()).toMatchObject([{ PasswordListID: "56", Title: "renamed" }]);
  },
);

const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;

test.each([
  ["half an object", '{"Title":'],
  ["no object", '["Title"]'],
  ["a number", "12"],
  ["null", "null"],
  ["text", "hello"],
  ["a form that does not say so", "Title=a&Password=b"],
  ["brackets without end", "[".repeat(100_000)],
  ["single quotes without end", `{'Title':'${"x".repeat(2_000_000)}'}`],
  ["zero bytes", "\0\0\0"],
  ["a backslash that begins no escape", String.raw`{"PasswordListID":56,"Title":"EXAMPLE\svc","Password":"p"}`],
  ["the same in single quotes", String.raw`{'PasswordListID':56,'Title':'EXAMPLE\svc','Password':'p'}`],
  ["quotes without end at the longest", `{'Title':${"'\\\"".repeat(333_000)}`],
])("%s is refused and changes nothing", async (_, body) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const answer = await vault.request("POST", "/api/passwords", { body, type: "application/json" });
  expect(answer.status).toBe(400);
  expect(answer.refusal().message).toBe("Bad Request");
  expect(vault.reason()).toMatch(/^the body is /);
  expect(vault.snapshot()).toBe(content);
});

test.each([
  ["AccountTypeID", "NaN"],
  ["AccountTypeID", "Infinity"],
  ["AccountTypeID", "1e400"],
  ["AccountTypeID", "0x1ffffffff"],
  ["Notes", "NaN"],
  ["Notes", deep],
  ["Notes", '{"toString":1}'],
])("%s may not be %s", async (member, value) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const body = `{"PasswordListID":56,"Title":"t","Password":"p","${member}":${value}}`;
  const answer = await vault.request("POST", "/api/passwords", { body, type: "application/json" });
  expect(answer.status).toBe(400);
  expect(vault.reason()).toMatch(/^(?:AccountTypeID|Notes): expected/);
  expect(vault.snapshot()).toBe(content);
});

test("a broken body is no way around a closed door", async () => {
  const vault = await startVault();
  const broken = { body: "{", type: "application/json" };
  expect((await vault.request("POST", "/api/passwords", { ...broken, key: "nobody's" })).status).toBe(401);
  expect((await vault.request("POST", "/api/passwords?apikey=nobodys", { ...broken, key: "" })).status).toBe(401);
  expect((await vault.request("POST", "/api/passwords", { ...broken, key: "" })).status).toBe(400);
  vault.administer("system.restrict", { allowedIpRanges: ["10.0.0.1"] });
  expect((await vault.request("POST", "/api/passwords", { ...broken, key: "" })).status).toBe(403);
});

test("of several keys the header's counts, then the query's, then the body's", async () => {
  const vault = await startVault();
  const [good, bad] = [vault.key("System Wide"), "f".repeat(32)];
  const ask = async (header: string, query: string, body: string) => {
    const json = { APIKey: body };
    return (await vault.request("GET", `/api/passwords/3318?apikey=${query}`, { key: header, json })).status;
  };
  expect(await ask(good, bad, bad)).toBe(200);
  expect(await ask(bad, good, good)).toBe(401);
  expect(await ask("", good, bad)).toBe(200);
  expect(await ask("", bad, good)).toBe(401);
  expect(await ask("", "", good)).toBe(200);
});
