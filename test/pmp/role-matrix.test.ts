import { expect, test } from "vitest";
import { BUILT_IN_ROLES } from "../../mocks/pmp/role-matrix.ts";
import { type Asked, REST, startVault, type Vault } from "./start-vault.ts";

const key = "AAAAAAAA-0000-0000-0000-000000000001";
const standings = ["nothing", "view", "modify", "fullaccess", "owns", "super"] as const;
type Standing = (typeof standings)[number];
const all = new Set<Standing>(standings);
const none = new Set<Standing>();
const from = (...wanted: Standing[]) => new Set<Standing>(wanted);
const seen = from("view", "modify", "fullaccess", "super");
const owned = from("view", "modify", "fullaccess", "owns", "super");
const admin = {
  list: owned,
  change: from("modify", "fullaccess", "owns", "super"),
  edit: from("fullaccess", "owns", "super"),
};

/** For each role, with which standings each operation is allowed; `super` counts for administrator types alone. */
const expected: Readonly<Record<string, Readonly<Record<string, ReadonlySet<Standing>>>>> = {
  "Privileged Administrator": { ...admin, create: all, users: all, audit: all, generate: all },
  Administrator: { ...admin, create: all, users: all, audit: all, generate: all },
  "Password Administrator": { ...admin, create: all, users: none, audit: none, generate: all },
  "Password User": {
    ...{ list: seen, change: from("modify", "fullaccess"), edit: none },
    ...{ create: none, users: none, audit: none, generate: all },
  },
  "Password Auditor": {
    ...{ list: seen, change: from("modify", "fullaccess"), edit: none },
    ...{ create: none, users: none, audit: all, generate: all },
  },
};

const calls: Readonly<Record<string, readonly [right: string, method: string, path: string, asked?: Asked]>> = {
  account: ["list", "GET", "/resources/7/accounts"],
  details: ["list", "GET", "/resources/7/accounts/8"],
  ids: ["list", "GET", "/resources/getResourceIdAccountId?RESOURCENAME=safe&ACCOUNTNAME=root"],
  read: ["list", "GET", "/resources/7/accounts/8/password"],
  change: ["change", "PUT", "/resources/7/accounts/8/password", { details: { NEWPASSWORD: "Heron-41-quay" } }],
  "add account": ["edit", "POST", "/resources/7/accounts", { details: { ACCOUNTLIST: [{ ACCOUNTNAME: "x" }] } }],
  "edit resource": ["edit", "PUT", "/resources/7", { details: { LOCATION: "Hall 9" } }],
  "edit account": ["edit", "PUT", "/resources/7/accounts/8", { details: { NOTES: "seen" } }],
  "share resource": ["edit", "PUT", "/resources/7/share", { details: { ACCESSTYPE: "view", USERID: "1" } }],
  "share account": ["edit", "PUT", "/resources/7/accounts/8/share", { details: { ACCESSTYPE: "view", USERID: 1 } }],
  "delete account": ["edit", "DELETE", "/resources/7/accounts/8"],
  "delete resource": ["edit", "DELETE", "/resources/7"],
  "create resource": [
    ...(["create", "POST", "/resources"] as const),
    { details: { RESOURCENAME: "new", ACCOUNTNAME: "root", RESOURCETYPE: "Linux" } },
  ],
  "create user": ["users", "POST", "/user", { details: { USERNAME: "eve", ROLE: "Password User" } }],
  "create API user": [
    ...(["users", "POST", "/user"] as const),
    { details: { USERNAME: "eve", ROLE: "Password User", ISAPIUSER: "true", HOSTNAME: "x.test" } },
  ],
  lock: ["users", "PUT", "/user/lock?USERNAME=other"],
  audit: ["audit", "GET", "/audit"],
  generate: ["generate", "GET", "/passwords/generate"],
};

function startWith(role: string, standing: Standing): Promise<Vault> {
  const shares = ["view", "modify", "fullaccess"].includes(standing) ? [{ user: "caller", level: standing }] : [];
  return startVault({
    users: [{ id: 11, name: "other", role: "Administrator" }],
    apiUsers: [{ id: 12, name: "caller", host: "build-01.test", role, superAdministrator: standing === "super", key }],
    resources: [
      {
        ...{ id: 7, name: "safe", owner: standing === "owns" ? "caller" : "other", shares },
        accounts: [{ id: 8, name: "root", password: "Heron-40-quay" }],
      },
    ],
  });
}

const rows = BUILT_IN_ROLES.flatMap((role) => standings.map((standing) => [role, standing] as const));

test.each(rows)(
  "a %s with '%s' to a thing may do what the matrix says, and no refusal leaves a trace",
  async (role, standing) => {
    const vault = await startWith(role, standing);
    const origin = vault.sandbox.store.version();
    const isAdmin = role !== "Password User" && role !== "Password Auditor";
    for (const [name, [right, method, path, asked]] of Object.entries(calls)) {
      vault.sandbox.store.restore(origin);
      const content = vault.snapshot();
      const answer = await vault.request(method, `${REST}${path}`, { key, ...asked });
      const standingCounts = standing !== "super" || isAdmin ? standing : "nothing";
      const allowed = expected[role]?.[right]?.has(standingCounts) ?? false;
      expect([name, answer.envelope().result.status]).toEqual([name, allowed ? "Success" : "Failed"]);
      if (!allowed) expect(vault.snapshot()).toBe(content);
    }
  },
);
