import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;

/** Rows of the audit: what was done, whom it is about, who did it, and by which way in. */
const trail = async (vault: Vault, kind: "User" | "Resource") => {
  const rows = await vault.request("GET", `${REST}/audit?AUDITTYPE=${kind}`, { key });
  return rows.rows().map((row) => {
    return [row["Operation Type"], row["User Name"], row["Operated by"], row["Client Type"]];
  });
};

test("a row about a user names the user beside who acted", async () => {
  const vault = await startVault();
  for (const name of ["reader", "deployer"]) await vault.request("PUT", `${REST}/user/lock?USERNAME=${name}`, { key });
  const details = { USERNAME: "new", ROLE: "Password User", PASSWORD: "Umber-21-Crane" };
  await vault.request("POST", `${REST}/user`, { key, details });
  const { USERID } = (await vault.request("GET", `${REST}/user/getUserId?USERNAME=new`, { key })).object();
  await vault.request("DELETE", `${REST}/user/${USERID}`, { key });
  expect(await trail(vault, "User")).toEqual([
    ["User Locked", "reader", "builder", "REST API"],
    ["User Locked", "deployer", "builder", "REST API"],
    ["User Added", "new", "builder", "REST API"],
    ["User Deleted", "new", "builder", "REST API"],
  ]);
  const [first] = (await vault.request("GET", `${REST}/audit?AUDITTYPE=User`, { key })).rows();
  expect(first?.["User's Full Name"]).toBe("reader");
});

test("what an administrator does to users on the screen leaves the rows of the calls", async () => {
  const vault = await startVault();
  vault.administer("users.lock", { by: "ann", user: "reader" });
  vault.administer("users.lock", { user: "reader", locked: false });
  const nightly = { by: "ann", user: "nightly" };
  vault.administer("api-users.create", { by: "ann", name: "nightly", host: "build-01.test", rest: true });
  vault.administer("api-users.generate-key", nightly);
  vault.administer("api-users.edit", { ...nightly, department: "Finance" });
  vault.administer("users.delete", nightly);
  expect(await trail(vault, "User")).toEqual([
    ["User Locked", "reader", "ann", "Web Client"],
    ["User Unlocked", "reader", "admin", "Web Client"],
    ["User Added", "nightly", "ann", "Web Client"],
    ["Auth Token Generated", "nightly", "ann", "Web Client"],
    ["User Modified", "nightly", "ann", "Web Client"],
    ["User Deleted", "nightly", "ann", "Web Client"],
  ]);
});

test("what is done on the screen to resources and accounts leaves the rows of the calls", async () => {
  const vault = await startVault();
  const batch = { by: "ann", resource: "ledger-01", account: "batch" };
  vault.administer("resources.add", { by: "ann", name: "safe-01", accounts: [{ name: "root", password: "x" }] });
  vault.administer("accounts.add", { by: "ann", resource: "ledger-01", name: "batch", password: "x" });
  vault.administer("accounts.set-password", { ...batch, password: "y" });
  vault.administer("resources.share", { ...batch, share: { user: "reader" } });
  vault.administer("resources.share", { resource: "ledger-01", share: { user: "reader" } });
  vault.administer("accounts.remove", batch);
  expect(await trail(vault, "Resource")).toEqual([
    ["Resource Added", "ann", "ann", "Web Client"],
    ["Account Added", "ann", "ann", "Web Client"],
    ["Account Added", "ann", "ann", "Web Client"],
    ["Password Changed", "ann", "ann", "Web Client"],
    ["Account Shared", "ann", "ann", "Web Client"],
    ["Resource Shared", "admin", "admin", "Web Client"],
    ["Account Deleted", "ann", "ann", "Web Client"],
  ]);
});

test("an action by somebody whom nobody knows is refused and changes nothing", async () => {
  const vault = await startVault();
  const content = vault.snapshot();
  const change = { by: "nobody", resource: "ledger-01", account: "root", password: "y" };
  expect(() => vault.administer("accounts.set-password", change)).toThrow("There is no user 'nobody'");
  expect(vault.snapshot()).toBe(content);
});
