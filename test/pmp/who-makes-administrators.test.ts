import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const all = "All Passwords in the system";
const own = "Passwords Owned and Shared";
const roles = [
  { name: "Desk", rights: ["List Resources", "Manage API Users"] },
  { name: "Crew", rights: ["List Resources"] },
  { name: "Chief of desk", rights: ["List Resources", "Manage Users", "Manage API Users"] },
];
const user = (id: number, name: string, role: string, rest: object = {}) => ({
  ...{ id, name, role, host: "build-01.test", ...rest },
});

/** A vault with `td`, who manages API users and is no administrator, and `lead`, whose custom role is of an administrator type. */
const start = (flavour = "pmp") =>
  startVault({
    ...{ flavour, roles },
    users: [{ id: 2, name: "ann", role: "Administrator" }],
    apiUsers: [
      user(21, "td", "Desk", { key: keys.builder }),
      user(22, "lead", "Chief of desk", { key: keys.chief }),
      user(23, "plain", "Password User"),
      user(24, "boss", "Administrator"),
      user(25, "over", "Administrator", { superAdministrator: true }),
    ],
  });

const names = { USERNAME: "new", FIRSTNAME: "New", LASTNAME: "One", EMAIL: "new@example.test" };
const program = { ...names, ISAPIUSER: "true", HOSTNAME: "build-01.test" };
const create = async (vault: Vault, key: string, details: object) =>
  (await vault.request("POST", `${REST}/user`, { key, details: { ...program, ...details } })).envelope().result;

test.each<[flavour: string, details: object]>([
  ["pmp", { ROLE: "Administrator", ISSUPERADMIN: "true" }],
  ["pmp", { ROLE: "Administrator" }],
  ["pmp", { ROLE: "Privileged Administrator" }],
  ["pmp", { ROLE: "Password Administrator" }],
  ["pmp", { ROLE: "Chief of desk" }],
  ["pam360", { ROLE: "Administrator", ISSUPERADMIN: "true" }],
  ["pam360", { ROLE: "Chief of desk" }],
])("over REST, on %s, who is no administrator does not make %j", async (flavour, details) => {
  const vault = await start(flavour);
  const before = vault.snapshot();
  expect(await create(vault, keys.builder, details)).toMatchObject({
    ...{ message: "You are not authorized to perform this operation", status: "Failed" },
  });
  expect(vault.reason()).toMatch(/^'td' is a Desk, which is no administrator type: /);
  expect(vault.snapshot()).toBe(before);
  expect((await create(vault, keys.chief, details)).status).toBe("Success");
});

test.each<[action: string, input: object]>([
  ["api-users.create", { name: "new", host: "build-01.test", role: "Administrator", scope: all }],
  ["api-users.create", { name: "new", host: "build-01.test", role: "Password Administrator" }],
  ["api-users.edit", { user: "plain", role: "Administrator" }],
  ["api-users.edit", { user: "td", role: "Chief of desk" }],
  ["api-users.edit", { user: "boss", role: "Privileged Administrator" }],
  ["api-users.scope", { user: "boss", scope: all }],
  ["api-users.scope", { user: "over", scope: own }],
])("on the screen, who is no administrator is refused %s %j", async (action, input) => {
  const vault = await start();
  const before = vault.snapshot();
  expect(() => vault.administer(action, { by: "td", ...input })).toThrow(
    /^'td' is a Desk, which is no administrator type: .*Ask an Administrator or a Privileged Administrator\.$/,
  );
  expect(vault.snapshot()).toBe(before);
  vault.administer(action, { by: "lead", ...input });
  expect(vault.snapshot()).not.toBe(before);
});

test("who manages API users without being an administrator still makes and changes others", async () => {
  const vault = await start();
  expect((await create(vault, keys.builder, { ROLE: "Crew" })).status).toBe("Success");
  vault.administer("api-users.create", { by: "td", name: "second", host: "build-01.test", role: "Desk" });
  vault.administer("api-users.edit", { by: "td", user: "second", role: "Password User" });
  vault.administer("api-users.edit", { by: "td", user: "boss", role: "Administrator", location: "Hall 3" });
  expect(vault.administer("api-users.show", { user: "boss" })).toMatchObject({ location: "Hall 3" });
});
