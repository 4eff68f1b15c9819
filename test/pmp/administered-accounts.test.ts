import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;

test("an account removed on the screen is gone for its readers", async () => {
  const vault = await startVault();
  const { id } = vault.administer("accounts.add", { resource: "ledger-01", name: "batch" }) as { id: number };
  expect(vault.administer("accounts.remove", { resource: "ledger-01", account: "batch" })).toEqual({ id });
  const answer = await vault.request("GET", `${REST}/resources/14/accounts/${id}/password`, { key });
  expect(answer.envelope().result).toEqual({ message: "No such account found", status: "Failed" });
});

test("an export shows a resource's accounts with their passwords, and reads none of them", async () => {
  const vault = await startVault();
  const account = { name: "batch", password: "Umber-21-Crane", notes: "monthly" };
  const { id } = vault.administer("accounts.add", { resource: "ledger-01", ...account }) as { id: number };
  const content = vault.snapshot();
  expect(vault.administer("resources.export", { resource: "ledger-01" })).toContainEqual({ id, ...account });
  expect(vault.snapshot()).toBe(content);
});

test.each(["accounts.remove", "resources.export"])("%s is refused for what is not there", async (action) => {
  const vault = await startVault();
  const input = { resource: "nowhere", ...(action === "accounts.remove" ? { account: "x" } : {}) };
  expect(() => vault.administer(action, input)).toThrow("There is no resource 'nowhere'.");
});
