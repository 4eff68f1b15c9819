import { expect, test } from "vitest";
import { section } from "../../mocks/pmp/section.ts";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const start = () => startVault({ ...smallVault, flavour: "pam360" });
const ask = async (vault: Vault, key: string, as: string) =>
  (await vault.request("GET", `${REST}/resources`, { key, as })).envelope().result.message;
const userOf = (vault: Vault, name: string) => vault.sandbox.state(section).users.where("name", name)[0];

test("the screen of PAM360 switches the host check, and says how many days the key lives", async () => {
  const vault = await start();
  const made = { name: "roamer", host: "build-01.test", rest: true, hostCheck: false, tokenDays: 2 };
  expect(vault.administer("api-users.create", made)).toMatchObject({ hostCheck: false, tokenDays: 2 });
  const { key } = vault.administer("api-users.generate-key", { user: "roamer" }) as { key: string };
  expect(await ask(vault, key, "build-02.test")).toBe("Resources fetched successfully");
  vault.administer("api-users.edit", { user: "roamer", hostCheck: true });
  expect(userOf(vault, "roamer")?.TokenDays).toBe(2);
  expect(await ask(vault, key, "build-02.test")).toBe("User is not allowed to access from this host");
  vault.sandbox.clock.advance("P2D");
  expect(await ask(vault, key, "build-01.test")).toMatch(/expired/);
  vault.administer("api-users.edit", { user: "roamer", tokenDays: null });
  expect(await ask(vault, key, "build-01.test")).toBe("Resources fetched successfully");
  expect(vault.administer("api-users.show", { user: "roamer" })).toMatchObject({ tokenDays: "as long as the user" });
});

test("without a host check there may be no host, which is wanted before it is switched on", async () => {
  const vault = await start();
  vault.administer("api-users.create", { name: "roamer", rest: true, hostCheck: false });
  const { key } = vault.administer("api-users.generate-key", { user: "roamer" }) as { key: string };
  expect(await ask(vault, key, "build-02.test")).toBe("Resources fetched successfully");
  const before = vault.snapshot();
  expect(() => vault.administer("api-users.edit", { user: "roamer", hostCheck: true })).toThrow(/Name a host/);
  expect(() => vault.administer("api-users.create", { name: "second" })).toThrow(/Name a host/);
  expect(vault.snapshot()).toBe(before);
});

test.each<[action: string, input: object, message: RegExp]>([
  ["api-users.create", { name: "x", host: "build-01.test", hostCheck: true }, /PMP has no host check/],
  ["api-users.create", { name: "x", host: "build-01.test", hostCheck: false }, /PMP has no host check/],
  ["api-users.create", { name: "x", host: "build-01.test", tokenDays: 3 }, /PMP has no days for a key/],
  ["api-users.create", { name: "x" }, /Name a host/],
  ["api-users.edit", { user: "reader", hostCheck: false }, /PMP has no host check/],
  ["api-users.edit", { user: "reader", tokenDays: 3 }, /PMP has no days for a key/],
])("on PMP %s %j is refused in words, and changes nothing", async (action, input, message) => {
  const vault = await startVault();
  const before = vault.snapshot();
  expect(() => vault.administer(action, { ...input })).toThrow(message);
  expect(vault.snapshot()).toBe(before);
  expect(Object.keys(vault.administer("api-users.show", { user: "reader" }) as object)).not.toContain("hostCheck");
  expect((await vault.request("GET", `${REST}/resources`, { key: keys.reader })).envelope().result.status).toBe(
    "Success",
  );
});
