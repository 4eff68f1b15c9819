import { expect, test } from "vitest";
import { startSteered } from "./steered.ts";

test("the keys of all products are listed with their values", async () => {
  const { cli, vault } = await startSteered();
  const table = await cli("keys", "list");
  expect(table).toMatch(/^PRODUCT +KEY +VALUE +SCOPE\n/);
  expect(new Set(vault.credentials.map(({ product }) => product)).size).toBeGreaterThan(1);
  for (const { product, name, value } of vault.credentials) {
    expect(table).toMatch(new RegExp(`^${product} +${name} +${value}`, "m"));
  }
  expect(JSON.parse(await cli("keys", "list", "--json"))).toEqual(vault.credentials);
});

test("the keys of one product are listed with what they are bound to", async () => {
  const { cli, vault } = await startSteered();
  const table = await cli("keys", "list", "--product", "pmp");
  expect(table).toMatch(
    new RegExp(
      `^pmp +svc-build@build-01\\.test +${vault.credential("svc-build@build-01.test", "pmp")} +from build-01\\.test;`,
      "m",
    ),
  );
  expect(table).not.toContain("System Wide");
});

test("a rotated key fails at once and the new one opens", async () => {
  const { cli, vault, ask } = await startSteered();
  const old = vault.credential("System Wide");
  const said = await cli("keys", "rotate", "System Wide");
  const fresh = vault.credential("System Wide");
  expect(said).toBe(`System Wide is rotated: now ${fresh}\n`);
  expect((await ask(undefined, { headers: { APIKey: old } })).status).toBe(401);
  expect((await ask(undefined, { headers: { APIKey: fresh } })).status).toBe(200);
});

test("a revoked key is gone until one is made", async () => {
  const { cli, vault, ask } = await startSteered();
  expect(await cli("keys", "revoke", "systemWide")).toBe("System Wide is revoked\n");
  expect((await ask()).status).toBe(401);
  const value = "0123456789abcdef0123456789abcdef";
  const made = JSON.parse(await cli("keys", "create", "systemWide", "--value", value, "--json"));
  expect(made).toMatchObject({ value });
  expect(vault.credential("System Wide")).toBe(value);
});

test("a key is restricted to addresses and freed again", async () => {
  const { cli, ask } = await startSteered();
  expect(await cli("keys", "restrict", "systemWide", "--from", "10.0.0.1", "--from", "192.168.1.*")).toBe(
    "System Wide may be used from 10.0.0.1 and 192.168.1.*\n",
  );
  expect((await ask()).status).toBe(403);
  const freed = await cli("keys", "restrict", "systemWide", "--from-everywhere");
  expect(freed).toBe("System Wide may be used from everywhere\n");
  expect((await ask()).status).toBe(200);
});

test("a list's key is restricted to kinds of calls", async () => {
  const { cli, vault } = await startSteered();
  const list = vault.credentials.find(({ kind }) => kind === "Password List");
  const [, name = ""] = /'(.+)'/.exec(list?.name ?? "") ?? [];
  const said = await cli("keys", "restrict", name, "--call-type", "add", "--call-type", "update");
  expect(said).toMatch(/ may be used from .+, to add and update\n$/);
  expect(vault.credentials.find((one) => one.name === list?.name)?.scope).toContain("add, update only");
});
