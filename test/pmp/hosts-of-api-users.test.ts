import { expect, test } from "vitest";
import { section } from "../../mocks/pmp/section.ts";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.builder;
const pam360 = { ...smallVault, flavour: "pam360" };
const person = { USERNAME: "svc", FIRSTNAME: "Svc", LASTNAME: "One", EMAIL: "svc@example.test" };
const program = { ...person, ISAPIUSER: "true" };
const several = ["h1.test\nlocalhost", "h1.test,h2.test", "h1.test; h2.test", "h1.test h2.test", "h1.test\th2.test"];

const create = async (vault: Vault, details: object) =>
  (await vault.request("POST", `${REST}/user`, { key, details })).envelope().result;
const hostsOf = (vault: Vault, name: string) => vault.sandbox.state(section).users.where("name", name)[0]?.HostNames;

test.each(several)("PMP binds an API user to one host, whichever way it is made: not to %j", async (host) => {
  const vault = await startVault();
  const before = vault.snapshot();
  expect(await create(vault, { ...program, HOSTNAME: host })).toEqual({
    ...{ message: "Invalid value for HOSTNAME", status: "Failed" },
  });
  expect(vault.reason()).toBe("An API user is bound to one host. A second host needs a second API user.");
  expect(() => vault.administer("api-users.create", { name: "svc", host })).toThrow(/bound to one host/);
  expect(() => vault.administer("api-users.edit", { user: "reader", host })).toThrow(/bound to one host/);
  expect(vault.snapshot()).toBe(before);
  await expect(startVault({ apiUsers: [{ name: "svc", host }] })).rejects.toThrow(/bound to one host/);
});

test("what stands around the one host is no part of it", async () => {
  const vault = await startVault();
  expect((await create(vault, { ...program, HOSTNAME: " build-01.test\n" })).status).toBe("Success");
  expect(hostsOf(vault, "svc")).toEqual(["build-01.test"]);
});

test("PAM360 splits a list at its commas, over REST, on the screen and in a fixture", async () => {
  const host = "build-02.test, build-01.test";
  const hosts = ["build-02.test", "build-01.test"];
  const vault = await startVault({ ...pam360, apiUsers: [...smallVault.apiUsers, { name: "planted", host }] });
  expect(hostsOf(vault, "planted")).toEqual(hosts);
  expect((await create(vault, { ...program, HOSTNAME: host })).status).toBe("Success");
  expect(hostsOf(vault, "svc")).toEqual(hosts);
  vault.administer("api-users.create", { name: "x2", host, rest: true });
  expect(hostsOf(vault, "x2")).toEqual(hosts);
  const { key: made } = vault.administer("api-users.generate-key", { user: "x2" }) as { key: string };
  for (const as of hosts) {
    expect((await vault.request("GET", `${REST}/resources`, { key: made, as })).envelope().result.status).toBe(
      "Success",
    );
  }
  vault.administer("api-users.edit", { user: "x2", host: "build-02.test" });
  expect(hostsOf(vault, "x2")).toEqual(["build-02.test"]);
});

test.each(["h1.test; h2.test", "h1.test h2.test", "a.test,\nb c.test"])(
  "a host in a list of PAM360 is one name or address: %j is refused",
  async (host) => {
    const vault = await startVault(pam360);
    const before = vault.snapshot();
    expect((await create(vault, { ...program, HOSTNAME: host })).message).toBe("Invalid value for HOSTNAME");
    expect(() => vault.administer("api-users.create", { name: "svc", host })).toThrow(/commas between/);
    expect(vault.snapshot()).toBe(before);
    await expect(startVault({ flavour: "pam360", apiUsers: [{ name: "svc", host }] })).rejects.toThrow(
      /commas between/,
    );
  },
);

test.each([person, { ...program, HOSTNAME: "build-01.test" }])(
  "nobody is made who has expired already (%#), in the server's zone",
  async (details) => {
    const vault = await startVault({ ...smallVault, zone: "Pacific/Auckland" });
    vault.sandbox.clock.set(Date.parse("2026-07-02T13:00:00Z"));
    const before = vault.snapshot();
    expect(await create(vault, { ...details, EXPIRYDATE: "2026-07-02" })).toEqual({
      ...{ message: "Invalid value for EXPIRYDATE", status: "Failed" },
    });
    expect(vault.reason()).toBe("The validity cannot end in the past: 2026-07-02.");
    expect(vault.snapshot()).toBe(before);
    expect((await create(vault, { ...details, EXPIRYDATE: "2026-07-03" })).status).toBe("Success");
  },
);
