import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const put = async (vault: Vault, verb: "lock" | "unlock", name: string) =>
  (await vault.request("PUT", `${REST}/user/${verb}?USERNAME=${name}`, { key: keys.builder })).envelope().result;

test("nobody locks themselves out over REST, as on the screen", async () => {
  const vault = await startVault();
  const before = vault.snapshot();
  expect(await put(vault, "lock", "builder")).toEqual({ message: "User cannot be locked", status: "Failed" });
  expect(vault.reason()).toBe("nobody locks themselves out");
  expect(vault.snapshot()).toBe(before);
  expect((await put(vault, "unlock", "builder")).status).toBe("Success");
  expect((await put(vault, "lock", "chief")).status).toBe("Success");
  const locked = await vault.request("GET", `${REST}/resources`, { key: keys.chief });
  expect(locked.envelope().result.message).toMatch(/locked/);
});
