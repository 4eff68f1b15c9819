import { expect, test } from "vitest";
import { Canaries } from "../../contracts/canaries.ts";

const SECRET = 'pa"ss word/ü+7';

function withSecret(): Canaries {
  const canaries = new Canaries();
  canaries.add("a secret's value", SECRET);
  return canaries;
}

test.each([
  ["plain", SECRET],
  ["JSON", JSON.stringify({ value: SECRET })],
  ["JSON in JSON", JSON.stringify(JSON.stringify({ value: SECRET }))],
  ["URL-encoded", encodeURIComponent(SECRET)],
  ["URL-encoded", String(new URLSearchParams({ value: SECRET }))],
  ["URL-encoded", encodeURIComponent(SECRET).toLowerCase()],
  ["hexadecimal", Buffer.from(SECRET).toString("hex")],
  ["hexadecimal", Buffer.from(SECRET).toString("hex").toUpperCase()],
  ["base64", Buffer.from(SECRET).toString("base64")],
  ["base64", Buffer.from(`a:${SECRET}`).toString("base64")],
  ["base64", Buffer.from(`ab:${SECRET}:c`).toString("base64")],
  ["base64url", Buffer.from(`user:${SECRET}`).toString("base64url")],
])("a secret is found and masked in the form %s: %s", (_, written) => {
  const canaries = withSecret();
  const text = `before ${written} after`;
  expect(canaries.find(text)).toHaveLength(1);
  expect(canaries.find(canaries.mask(text))).toEqual([]);
  expect(canaries.mask(text)).toMatch(/^before .*\*\*\*.* after$/);
});

test("ordinary text is left as it is", () => {
  const canaries = withSecret();
  canaries.add("a secret's value", "true");
  canaries.add("a secret's value", "            ");
  const text = `{"ok": true}            pa"ss word/u+7`;
  expect(canaries.find(text)).toEqual([]);
  expect(canaries.mask(text)).toBe(text);
});

const REAL = "Pä/ss<w&rd 81+x 🔑\\n\n";

test.each([
  ["JSON of Python", String.raw`P\u00e4/ss<w&rd 81+x \ud83d\udd11\\n\n`],
  ["JSON of Go and .NET", String.raw`P\u00E4/ss\u003cw\u0026rd 81\u002Bx \uD83D\uDD11\\n\n`],
  ["JSON of PHP", String.raw`P\u00e4\/ss<w&rd 81+x \ud83d\udd11\\n\n`],
  ["JSON of Python in JSON", JSON.stringify(String.raw`P\u00e4/ss<w&rd 81+x \ud83d\udd11\\n\n`)],
  ["quote of Python", "P%C3%A4/ss%3Cw%26rd%2081%2Bx%20%F0%9F%94%91%5Cn%0A"],
  ["a form", "P%c3%a4%2fss%3cw%26rd+81%2bx+%f0%9f%94%91%5cn%0a"],
  ["all escaped", [...Buffer.from(REAL)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")],
  ["all escaped, in JSON", REAL.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)],
])("a secret is found and masked as %s writes it", (_, written) => {
  const canaries = new Canaries();
  canaries.add("the credential", REAL);
  const text = `before ${written} after ${written}`;
  expect(canaries.find(text)).toHaveLength(1);
  expect(canaries.mask(text).replaceAll('"', "")).toBe("before *** after ***");
});

test("a secret that stands in another leaves nothing of that one", () => {
  const canaries = new Canaries();
  canaries.add("the credential", "hunter-22");
  canaries.add("a secret's value", "hunter-22-and-more");
  expect(canaries.mask("hunter-22-and-more, hunter-22")).toBe("***, ***");
});

test("thousands of secrets, long ones and odd ones among them, are found and told apart", () => {
  const canaries = new Canaries();
  for (let number = 0; number < 2_000; number += 1) canaries.add("a secret's value", `cv-${number}-<&ä>"'\\`);
  const long = '<ä"\\ '.repeat(10_000);
  canaries.add("a secret's value", long);
  expect(canaries.find(`${"\\".repeat(500)}${"cv-%41".repeat(500)}`)).toEqual([]);
  expect(canaries.find(JSON.stringify(long))).toHaveLength(1);
});
