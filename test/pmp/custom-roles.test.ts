import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { type Asked, REST, startVault } from "./start-vault.ts";

const key = keys.builder;

/** A vault whose caller has a custom role with these rights, and stands so to the resource. */
function withRole(rights: readonly string[], caller: object = {}, resource: object = {}) {
  return startVault({
    roles: [{ name: "Night operator", rights }],
    users: [{ id: 11, name: "other", role: "Administrator" }],
    apiUsers: [{ id: 12, name: "caller", host: "build-01.test", role: "Night operator", key, ...caller }],
    resources: [
      {
        ...{ id: 7, name: "safe", owner: "other", ...resource },
        accounts: [{ id: 8, name: "root", password: "Heron-40-quay" }],
      },
    ],
  });
}

const calls: Readonly<Record<string, readonly [method: string, path: string, asked?: Asked]>> = {
  "List Resources": ["GET", "/resources/7/accounts"],
  "Read Passwords": ["GET", "/resources/7/accounts/8/password"],
  "Change Passwords": ["PUT", "/resources/7/accounts/8/password", { details: { NEWPASSWORD: "Heron-41-quay" } }],
  "Create Resources": [
    ...(["POST", "/resources"] as const),
    { details: { RESOURCENAME: "new", ACCOUNTNAME: "root", RESOURCETYPE: "Linux" } },
  ],
  "Edit Resources": ["PUT", "/resources/7", { details: { LOCATION: "Hall 9" } }],
  "Share Resources": ["PUT", "/resources/7/share", { details: { ACCESSTYPE: "view", USERID: "1" } }],
  "Manage Users": ["PUT", "/user/lock?USERNAME=other"],
  "Manage API Users": [
    ...(["POST", "/user"] as const),
    { details: { USERNAME: "svc", ISAPIUSER: "true", HOSTNAME: "x.test" } },
  ],
  "View Audit": ["GET", "/audit"],
  "Generate Passwords": ["GET", "/passwords/generate"],
};

test.each(Object.keys(calls))("a custom role of seeing and '%s' allows that and nothing else", async (right) => {
  const shares = [{ user: "caller", level: "fullaccess" }];
  const vault = await withRole(["List Resources", right], {}, { shares });
  const origin = vault.sandbox.store.version();
  const allowed: string[] = [];
  for (const [name, [method, path, asked]] of Object.entries(calls)) {
    vault.sandbox.store.restore(origin);
    const content = vault.snapshot();
    const { result } = (await vault.request(method, `${REST}${path}`, { key, ...asked })).envelope();
    if (result.status === "Success") allowed.push(name);
    else
      expect([result.message, vault.snapshot()]).toEqual(["You are not authorized to perform this operation", content]);
  }
  expect(allowed).toEqual(right === "List Resources" ? [right] : ["List Resources", right]);
});

test("a custom role without any right sees nothing, and the journal says which right is missing", async () => {
  const vault = await withRole([]);
  const answer = await vault.request("GET", `${REST}/resources`, { key });
  expect(answer.envelope().result.status).toBe("Failed");
  expect(vault.reason()).toBe("the role 'Night operator' of caller does not allow 'List Resources'");
});

test("the super administrator's mark counts for a custom role that administers, and for no other", async () => {
  const outcome = async (rights: readonly string[]) => {
    const vault = await withRole(rights, { superAdministrator: true });
    const answer = await vault.request("GET", `${REST}/resources/7/accounts/8/password`, { key });
    return answer.envelope().result.status;
  };
  expect(await outcome(["List Resources", "Read Passwords"])).toBe("Failed");
  expect(await outcome(["List Resources", "Read Passwords", "Create Resources"])).toBe("Success");
});

test("API users with a custom role are made over REST and on the form", async () => {
  const vault = await withRole(["Manage API Users"]);
  const details = { USERNAME: "svc", ROLE: "Night operator", ISAPIUSER: "true", HOSTNAME: "build-01.test" };
  expect((await vault.request("POST", `${REST}/user`, { key, details })).envelope().result.status).toBe("Success");
  const shown = vault.administer("api-users.create", {
    ...{ by: "caller", name: "svc2", host: "build-01.test", role: "Night operator" },
  });
  expect(shown).toMatchObject({ name: "svc2@build-01.test", role: "Night operator" });
});

test("a role that is nobody's is refused over REST, and a fixture with it does not open", async () => {
  const vault = await withRole(["Manage API Users"]);
  const details = { USERNAME: "svc", ROLE: "Wizard", ISAPIUSER: "true", HOSTNAME: "build-01.test" };
  const refused = await vault.request("POST", `${REST}/user`, { key, details });
  expect(refused.envelope().result.message).toBe("Invalid value for ROLE");
  await expect(startVault({ users: [{ name: "pat", role: "Wizard" }] })).rejects.toThrow(/'Wizard'/);
});
