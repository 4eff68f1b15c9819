import { expect, test } from "vitest";
import { startVault, type Vault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

async function generate(vault: Vault, query: string): Promise<string[]> {
  const answer = await vault.request("GET", `/api/generatepassword${query}`, { key: vault.key("Password Generator") });
  expect(answer.status, answer.text).toBe(200);
  return answer.rows().map((row) => {
    expect(Object.keys(row)).toEqual(["Password"]);
    return String(row.Password);
  });
}

test.each(["", "/", "?Qty=1", "/?format=json&PreventAuditing=true", "?Qty="])(
  "generatepassword%s is an array of one by the default policy",
  async (query) => {
    const vault = await startVault(treeVault);

    const passwords = await generate(vault, query);

    expect(passwords).toHaveLength(1);
    expect(passwords[0]).toMatch(/^[A-Za-z0-9!#$%&*+=?@_-]{12,16}$/);
  },
);

test("Qty asks for so many, all different", async () => {
  const vault = await startVault(treeVault);

  const passwords = await generate(vault, "/?PasswordGeneratorID=4&Qty=20");

  expect(passwords).toHaveLength(20);
  expect(new Set(passwords).size).toBe(20);
  for (const password of passwords) expect(password).toMatch(/^\d{24}$/);
});

test("the same seed draws the same passwords, and another seed others", async () => {
  const draw = async (seed: number) => generate(await startVault(treeVault, { seed }), "?Qty=3");

  expect(await draw(5)).toEqual(await draw(5));
  expect(await draw(6)).not.toEqual(await draw(5));
});

test("special characters that come un-encoded, with a broken percent sequence and a stray &, do no harm", async () => {
  const vault = await startVault(treeVault);
  const query =
    "IncludeAlphaSpecial=true&IncludeWordPhrases=false&minLength=40&maxLength=40&lowerCaseChars=true&upperCaseChars=false&numericChars=true&higherAlphaRatio=true&ambiguousChars=true&specialChars=true&specialCharsText=!$%+-_=^&&bracketChars=true&bracketCharsText={}()&NumberOfWords=0&MaxWordLength=0&PrefixAppend=P&SeparateWords=N&ExcludeChars=&GeneratePattern=false&Pattern=null&Qty=5";

  const passwords = await generate(vault, `/?${query}`);

  expect(passwords).toHaveLength(5);
  for (const password of passwords) {
    expect(password).toMatch(/^[a-z0-9!$%+\-_=^{}()]{40}$/);
    expect(password).toMatch(/[!$%+\-_=^]/);
    expect(password).toMatch(/[{}()]/);
  }
});

test.each([
  ["lowerCaseChars=false&specialChars=False&numericChars=FALSE", /^[A-Z]{12,16}$/],
  ["minLength=20", /^.{20}$/],
  ["maxLength=6", /^.{6}$/],
  ["minLength=0&maxLength=0", /^.{12,16}$/],
  ["minLength=5&maxLength=5&specialChars=true&specialCharsText=~", /~/],
  ["specialChars=false&ambiguousChars=false&minLength=200&maxLength=200", /^[^Il1Oo0]{200}$/],
  ["ExcludeChars=abcdefghijklm&upperCaseChars=false&numericChars=false&specialChars=false", /^[n-z]{12,16}$/],
  [
    "IncludeAlphaSpecial=false&IncludeWordPhrases=true&NumberOfWords=3&SeparateWords=D",
    /^[a-z]{3,8}(?:-[a-z]{3,8}){2}$/,
  ],
  [
    "IncludeAlphaSpecial=false&IncludeWordPhrases=true&NumberOfWords=2&MaxWordLength=4&SeparateWords=S",
    /^[a-z]{3,4} [a-z]{3,4}$/,
  ],
  ["PasswordGeneratorID=4&IncludeWordPhrases=true&NumberOfWords=1&SeparateWords=N&PrefixAppend=P", /^[a-z]+\d{24}$/],
  ["PasswordGeneratorID=4&IncludeWordPhrases=true&NumberOfWords=1&SeparateWords=N&PrefixAppend=A", /^\d{24}[a-z]+$/],
  ["PasswordGeneratorID=4&IncludeWordPhrases=true&NumberOfWords=1&SeparateWords=D&PrefixAppend=I", /^\d+-[a-z]+-\d+$/],
  ["GeneratePattern=true&Pattern=uuLnnn-b-w", /^[A-Z]{2}L\d{3}-[[\](){}<>]-[a-z]+$/],
  ["GeneratePattern=True&Pattern=null", /^.{12,16}$/],
])("criteria %s give passwords like %s", async (criteria, shape) => {
  const vault = await startVault(treeVault);

  for (const password of await generate(vault, `?${criteria}&Qty=10`)) expect(password).toMatch(shape);
});

test("higherAlphaRatio draws letters and digits more often than the rest", async () => {
  const vault = await startVault(treeVault);
  const special = async (query: string) => {
    const [password = ""] = await generate(
      vault,
      `?minLength=500&maxLength=500&specialCharsText=${"!".repeat(60)}&${query}`,
    );
    return password.split("!").length;
  };

  expect(await special("higherAlphaRatio=true")).toBeLessThan(await special("higherAlphaRatio=false"));
});

test.each([
  "Qty=0",
  "Qty=-3",
  "Qty=10001",
  "Qty=many",
  "minLength=9&maxLength=8",
  "minLength=513",
  "maxLength=-1",
  "NumberOfWords=101",
  "PrefixAppend=X",
  "SeparateWords=Q",
  "upperCaseChars=perhaps",
  "IncludeAlphaSpecial=false",
  "IncludeAlphaSpecial=false&IncludeWordPhrases=true&MaxWordLength=2",
  "lowerCaseChars=false&upperCaseChars=false&numericChars=false&specialChars=false",
  "GeneratePattern=true&Pattern=nn&ExcludeChars=0123456789",
])("criteria %s are 400, and draw nothing", async (criteria) => {
  const vault = await startVault(treeVault);
  const before = vault.snapshot();

  const answer = await vault.request("GET", `/api/generatepassword?${criteria}`, {
    key: vault.key("Password Generator"),
  });

  expect(answer.status).toBe(400);
  expect(answer.refusal().message).toBe("Bad Request");
  expect(vault.snapshot()).toBe(before);
});

test("an unknown policy is 404, and patterns are refused when the assumption says so", async () => {
  const vault = await startVault(treeVault, { assumptions: { "generator-pattern": "refuse" } });
  const key = vault.key("Password Generator");

  const unknown = await vault.request("GET", "/api/generatepassword?PasswordGeneratorID=99", { key });
  const pattern = await vault.request("GET", "/api/generatepassword?GeneratePattern=true&Pattern=uu", { key });

  expect(unknown.refusal().message).toBe("Not Found");
  expect(pattern.status).toBe(400);
});

test.each(["System Wide", 56])("the key '%s' does not generate passwords", async (of) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", "/api/generatepassword", { key: vault.key(of) });

  expect(answer.status).toBe(403);
  expect(answer.refusal().message).toBe("Forbidden");
});
