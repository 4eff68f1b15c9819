import { expect } from "vitest";
import { createVaultTest, test as plain } from "../../src/vitest.ts";

const value = "0123456789abcdef0123456789abcdef";
const test = createVaultTest({ fixture: { fauxvault: 1, passwordstate: { keys: { hosts: { value } } } } });

const seen: string[] = [];

for (const round of ["first", "second"]) {
  plain(`the ${round} test has a vault as the demo starts`, async ({ vault }) => {
    const key = vault.credential("System Wide");
    const reply = await fetch(`${vault.url()}${vault.example()?.path}`, { headers: { APIKey: key } });
    expect(reply.status).toBe(200);
    // What the test before did to its vault, this one sees nothing of.
    expect(await vault.journal()).toHaveLength(1);
    await vault.act("keys.rotate", { key: "System Wide" });
    expect(seen).not.toContain(vault.id);
    seen.push(vault.id);
    expect(vault.credential("System Wide")).not.toBe(key);
  });
}

plain("the vaults of tests that ended are gone", async ({ vault }) => {
  const sandboxes = await vault.control.sandboxes();
  expect(sandboxes.map(({ id }) => id)).toEqual(["default", vault.id]);
  expect(seen).toHaveLength(2);
});

test("a test of one's own fixture has that", ({ vault }) => {
  expect(vault.credentials).toMatchObject([{ kind: "Hosts", value }]);
});
