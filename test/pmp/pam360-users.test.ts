import { expect, test } from "vitest";
import { section } from "../../mocks/pmp/section.ts";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const roles = [{ id: 301, name: "Night Operator", rights: ["List Resources"] }];
const good = { USERNAME: "kim", FIRSTNAME: "Kim", LASTNAME: "Quay", EMAIL: "kim@example.test" };

const start = (flavour: string) => startVault({ ...smallVault, roles, flavour });
const create = async (vault: Vault, details: object) =>
  (await vault.request("POST", `${REST}/user`, { key, details })).envelope().result;
const roleOf = (vault: Vault, name: string) => vault.sandbox.state(section).users.where("name", name)[0]?.Role;

test.each(["FIRSTNAME", "LASTNAME", "EMAIL"])("PAM360 makes no user without %s, PMP does", async (member) => {
  const details = { ...good, [member]: "" };
  const vault = await start("pam360");
  const before = vault.snapshot();
  expect(await create(vault, details)).toMatchObject({
    ...{ message: `Mandatory field ${member} is missing`, status: "Failed" },
  });
  expect(vault.snapshot()).toBe(before);
  expect((await create(await start("pmp"), details)).status).toBe("Success");
});

test("PAM360 takes a role by its id, a name wins, and an id that is no custom role's is refused", async () => {
  const vault = await start("pam360");
  expect((await create(vault, { ...good, ROLEID: 301 })).status).toBe("Success");
  expect(roleOf(vault, "kim")).toBe("Night Operator");
  expect((await create(vault, { ...good, USERNAME: "lee", ROLE: "Administrator", ROLEID: "301" })).status).toBe(
    "Success",
  );
  expect(roleOf(vault, "lee")).toBe("Administrator");
  expect(await create(vault, { ...good, USERNAME: "max", ROLEID: "7" })).toMatchObject({
    ...{ message: "Invalid value for ROLEID", status: "Failed" },
  });
  expect(vault.reason()).toContain("send ROLE");
});
