import { expect, test } from "vitest";
import { startVault, type Vault } from "./start-vault.ts";

const read = async (vault: Vault, key: string, path = "/api/passwords/3318") =>
  (await vault.request("GET", path, { key })).status;
const given = "00112233445566778899aabbccddeeff";

test.each(["System Wide", "systemWide", "system wide"])(
  "rotating '%s' gives it another value, and the old fails at once",
  async (key) => {
    const vault = await startVault();
    const old = vault.key("System Wide");
    const answer = vault.administer("keys.rotate", { key });
    expect(answer).toEqual({
      kind: "System Wide",
      name: "System Wide",
      value: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(answer).toMatchObject({ value: vault.key("System Wide") });
    expect(await read(vault, old)).toBe(401);
    expect(await read(vault, vault.key("System Wide"))).toBe(200);
  },
);

test.each([56, "56", "Finance Databases"])("a list's key is named by %j", async (key) => {
  const vault = await startVault();
  vault.administer("keys.rotate", { key, value: given });
  expect(vault.key(56)).toBe(given);
  expect(await read(vault, given)).toBe(200);
});

test("a retired value can be given again", async () => {
  const vault = await startVault();
  const first = vault.key(56);
  vault.administer("keys.rotate", { key: 56 });
  expect(await read(vault, first)).toBe(401);
  vault.administer("keys.rotate", { key: 56, value: first });
  expect(await read(vault, first)).toBe(200);
});

test("a revoked key is gone until another is created", async () => {
  const vault = await startVault();
  const old = vault.key(57);
  expect(vault.administer("keys.revoke", { key: 57 })).toEqual({
    kind: "Password List",
    name: "list key of 'Linux Servers'",
  });
  expect(await read(vault, old, "/api/passwords/3400")).toBe(401);
  vault.administer("keys.create", { key: 57, value: given, callTypes: ["retrieve"] });
  expect(await read(vault, given, "/api/passwords/3400")).toBe(200);
  const deleted = await vault.request("DELETE", "/api/passwords/3400", { key: given });
  expect(deleted.status).toBe(403);
});

test("call types and ranges can be changed, each without the other", async () => {
  const vault = await startVault();
  const key = vault.key(65);
  const path = "/api/passwords/3900";
  expect(await read(vault, key, path)).toBe(403);
  vault.administer("keys.restrict", { key: 65, callTypes: ["retrieve"] });
  expect(await read(vault, key, path)).toBe(403);
  vault.administer("keys.restrict", { key: 65, allowedIpRanges: ["127.0.0.*"] });
  expect(await read(vault, key, path)).toBe(200);
  vault.administer("keys.restrict", { key: 65, callTypes: ["add"] });
  expect(await read(vault, key, path)).toBe(403);
});

test("the whole API can be closed to addresses, and opened again", async () => {
  const vault = await startVault();
  const key = vault.key("System Wide");
  vault.administer("system.restrict", { allowedIpRanges: ["10.0.0.1", "10.0.1.*", "10.0.2.1-10.0.2.9"] });
  expect(await read(vault, key)).toBe(403);
  vault.administer("system.restrict", { allowedIpRanges: [] });
  expect(await read(vault, key)).toBe(200);
});

test.each([
  [
    "keys.rotate",
    { key: "Reporting" },
    /There is no key of 'Reporting'\. Kinds: System Wide, .*Lists: 56 Finance Databases, /,
  ],
  ["keys.create", { key: 99 }, /There is no key of '99'/],
  ["keys.create", { key: "System Wide" }, "There is a System Wide already: rotate or revoke it first."],
  ["keys.rotate", { key: 64, value: "f".repeat(32) }, "The System Wide has that value: two keys cannot be the same."],
  ["keys.restrict", { key: "hosts", callTypes: ["add"] }, /The Hosts key has no call types/],
  ["keys.restrict", { key: 56, allowedIpRanges: ["10.0.0.300"] }, /expected an address/],
  ["keys.rotate", { key: 56, value: "short" }, /expected 32 lower-case hexadecimal digits/],
  ["keys.revoke", { key: 56, and: "more" }, /[Uu]nrecognized key/],
] as const)("%s %j is refused and changes nothing", async (action, input, message) => {
  const vault = await startVault();
  vault.administer("keys.rotate", { key: "System Wide", value: "f".repeat(32) });
  const content = vault.snapshot();
  expect(() => vault.administer(action, input)).toThrow(message);
  expect(vault.snapshot()).toBe(content);
});

test("a list without a key has none to rotate, and the message names those that have", async () => {
  const vault = await startVault();
  vault.administer("keys.revoke", { key: 58 });
  expect(() => vault.administer("keys.rotate", { key: "Empty Shelf" })).toThrow(
    /^'Empty Shelf' has no key; keys.create gives it one\. Keys in force: System Wide, /,
  );
});

test("two lists of one name are told apart by their ids alone", async () => {
  const vault = await startVault({
    lists: [
      { id: 1, name: "Twin", key: {} },
      { id: 2, name: "Twin", key: {} },
    ],
  });
  expect(() => vault.administer("keys.rotate", { key: "Twin" })).toThrow("More than one list is named 'Twin': 1, 2.");
  expect(vault.administer("keys.rotate", { key: 2 })).toMatchObject({ name: "list key of 'Twin'" });
});
