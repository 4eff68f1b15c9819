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
