import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const ask = async (vault: Vault, key: string) =>
  (await vault.request("GET", `${REST}/resources`, { key })).envelope().result;

test("an API user is created, its key generated once, and replaced when it is generated again", async () => {
  const vault = await startVault();
  const created = vault.administer("api-users.create", {
    ...{ by: "ann", name: "nightly", host: "build-01.test", fullName: "Nightly build", rest: true },
    ...{ department: "Tools", location: "Hall 3", publicKey: "ssh-ed25519 AAAA", certificate: "-----BEGIN" },
  });
  expect(created).toEqual({
    ...{ id: 30, name: "nightly@build-01.test", host: "build-01.test", fullName: "Nightly build" },
    ...{ role: "Password User", scope: "Passwords Owned and Shared", rest: true, hasKey: false },
    ...{ validity: "Never Expires", locked: false, department: "Tools", location: "Hall 3" },
    ...{ publicKey: true, certificate: true },
  });
  const { key } = vault.administer("api-users.generate-key", { user: "nightly" }) as { key: string };
  expect(key).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  expect(await ask(vault, key)).toMatchObject({ status: "Success" });
  expect(JSON.stringify(vault.administer("api-users.show", { user: "nightly" }))).not.toContain(key);
  const { key: second } = vault.administer("api-users.generate-key", { user: "nightly" }) as { key: string };
  expect(await ask(vault, second)).toMatchObject({ status: "Success" });
  expect(await ask(vault, key)).toMatchObject({ message: expect.stringContaining("not associated to any user") });
  expect(vault.reason()).toBe("the key of nightly@build-01.test was replaced at 2026-07-02T09:05:41.000Z");
});

test("switching REST off, locking, ending the validity, moving the host and deleting each end a key's use", async () => {
  const vault = await startVault();
  const outcome = async () => (await ask(vault, keys.reader)).message;
  vault.administer("api-users.rest", { user: "reader", on: false });
  expect(await outcome()).toMatch(/^REST API access is not enabled/);
  vault.administer("api-users.rest", { user: "reader", on: true });
  vault.administer("users.lock", { user: "reader" });
  expect(await outcome()).toMatch(/locked/);
  vault.administer("users.lock", { user: "reader", locked: false });
  vault.administer("api-users.validity", { user: "reader", validity: "2026-07-02" });
  expect(await outcome()).toMatch(/^Resources fetched/);
  vault.sandbox.clock.advance("P1D");
  expect(await outcome()).toMatch(/expired/);
  vault.administer("api-users.validity", { user: "reader", validity: "Never Expires" });
  vault.administer("api-users.edit", { user: "reader", host: "build-02.test" });
  expect(await outcome()).toBe("User is not allowed to access from this host");
  vault.administer("users.delete", { user: "reader" });
  expect(await outcome()).toMatch(/not associated/);
  expect(vault.reason()).toMatch(/^the key of reader@build-02.test was deleted at /);
});

test("the access scope makes a super administrator and takes that back, but nobody grants it to themselves", async () => {
  const vault = await startVault();
  const seen = async () =>
    (await vault.request("GET", `${REST}/resources`, { key: keys.builder })).envelope().totalRows;
  expect(await seen()).toBe(3);
  vault.administer("api-users.scope", { by: "ann", user: "builder", scope: "All Passwords in the system" });
  expect(await seen()).toBe(4);
  expect(() =>
    vault.administer("api-users.scope", { by: "builder", user: "builder", scope: "Passwords Owned and Shared" }),
  ).toThrow("Nobody changes their own access scope");
  vault.administer("api-users.scope", { by: "ann", user: "builder", scope: "Passwords Owned and Shared" });
  expect(await seen()).toBe(3);
});

const good = { name: "second", host: "build-01.test" };

test.each<[action: string, input: Record<string, unknown>, message: RegExp]>([
  ["api-users.create", { ...good, name: "builder" }, /'builder' is taken. A second host needs a second API user/],
  ["api-users.create", { ...good, name: "ann" }, /'ann' is taken/],
  ["api-users.create", { ...good, host: "build-01.test, build-02.test" }, /bound to one host/],
  ["api-users.create", { ...good, host: " " }, /expected string to have >=1 characters/],
  ["api-users.create", { ...good, role: "Password Auditor" }, /'Password Auditor' is not an access level/],
  ["api-users.create", { ...good, role: "Wizard" }, /'Wizard' is not an access level/],
  ["api-users.create", { ...good, scope: "All Passwords in the system" }, /only for administrator types/],
  ["api-users.create", { ...good, validity: "2026-07-01" }, /cannot end in the past/],
  ["api-users.create", { ...good, validity: "soon" }, /'soon' is not a date/],
  ["api-users.create", { ...good, by: "pat" }, /'pat' is a Password User, whose role does not allow/],
  ["api-users.create", { ...good, by: "deployer" }, /'deployer' is a Password Administrator/],
  ["api-users.create", { ...good, by: "nobody" }, /There is no user 'nobody'/],
  ["api-users.generate-key", { user: "off" }, /Enable REST API for 'off' first/],
  ["api-users.generate-key", { user: "reader", value: keys.builder }, /has that key/],
  ["api-users.edit", { user: "reader", name: "builder" }, /'builder' is taken/],
  ["api-users.edit", { user: "chief", role: "Password User" }, /only for administrator types/],
  ["api-users.show", { user: "ann" }, /There is no API user 'ann'/],
  ["users.delete", { user: "builder" }, /owns 2 resources/],
  ["users.lock", { by: "ann", user: "ann" }, /Nobody locks themselves out/],
])("%s %j is refused and changes nothing", async (action, input, message) => {
  const vault = await startVault();
  const content = vault.snapshot();
  expect(() => vault.administer(action, input)).toThrow(message);
  expect(vault.snapshot()).toBe(content);
});

test("with pairs that must be unique, one name may be bound to two hosts by two users", async () => {
  const vault = await startVault(undefined, { assumptions: { "unique-api-user": "username-and-host" } });
  vault.administer("api-users.create", { name: "builder", host: "build-02.test", rest: true });
  const { key } = vault.administer("api-users.generate-key", { user: "builder@build-02.test" }) as { key: string };
  const answer = await vault.request("GET", `${REST}/resources`, { key, as: "build-02.test" });
  expect(answer.envelope().result.status).toBe("Success");
  expect(() => vault.administer("api-users.create", { name: "builder", host: "BUILD-02.test" })).toThrow(/is taken/);
});
