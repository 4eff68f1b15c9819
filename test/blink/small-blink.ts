/** An id that can be told from others at a glance. */
export const id = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

const key = (letter: string) => letter.repeat(28);

/** The keys of the small Blink's users, by the users' names. */
export const keys = {
  admin: key("a"),
  builder: key("b"),
  owner: key("o"),
  contributor: key("c"),
  viewer: key("v"),
  auditor: key("u"),
} as const;

/** The ids of what the small Blink holds. */
export const ids = {
  tenant: id("0"),
  platform: id("1"),
  payments: id("2"),
  vault: id("3"),
  pmp: id("4"),
  lent: id("5"),
  group: id("6"),
  runner: id("7"),
  ownerKey: id("8"),
  oauth: id("9"),
} as const;

const user = (name: keyof typeof keys, more: object) => ({
  email: `${name}@example.test`,
  keys: [{ name: "default", value: keys[name], created: "10 days ago" }],
  ...more,
});

/** A Blink with a few of everything: the `blink` member of a fixture. */
export const smallBlink = {
  tenant: { id: ids.tenant, name: "Quarry" },
  roles: [{ name: "Auditor", rights: ["view"] }],
  connectionTypes: [
    {
      name: "chat",
      methods: [
        {
          name: "token",
          attributes: [
            { name: "Token", input: "password" },
            { name: "Region", field: "dropdown", options: ["eu", "us"], default: "eu" },
          ],
          signing: { kind: "bearer", attribute: "Token" },
        },
        { name: "sign_in", signing: { kind: "oauth" } },
      ],
    },
  ],
  workspaces: [
    {
      id: ids.platform,
      name: "platform",
      displayName: "Platform team",
      runnerGroups: [
        { id: ids.group, name: "on-prem", default: true, runners: [{ id: ids.runner, name: "runner-01" }] },
      ],
      connections: [
        {
          id: ids.vault,
          name: "vault",
          type: "passwordstate",
          attributes: { "API Address": "https://vault.example.test/api", "API Key": "first-secret" },
          tags: ["vault", "prod"],
          created: "3 days ago",
        },
        {
          id: ids.pmp,
          name: "pmp",
          type: "http_custom",
          attributes: { "Header 1 Name": "AUTHTOKEN", "Header 1 Value": "second-secret" },
          created: "2 days ago",
        },
        { id: ids.oauth, name: "chatter", type: "chat", method: "sign_in", created: "1 day ago" },
      ],
    },
    {
      id: ids.payments,
      name: "payments",
      connections: [
        {
          id: ids.lent,
          name: "ledger",
          type: "http_basic",
          attributes: { Username: "svc", Password: "third-secret" },
          sharedWith: ["platform"],
        },
      ],
    },
  ],
  users: [
    user("admin", { companyRole: "Admin" }),
    user("builder", { selected: "platform" }),
    user("owner", {
      roles: { platform: "Owner" },
      keys: [{ id: ids.ownerKey, name: "default", value: keys.owner, created: "10 days ago" }],
    }),
    user("contributor", { roles: { platform: "Contributor" } }),
    user("viewer", { roles: { platform: "Viewer" } }),
    user("auditor", { roles: { platform: "Auditor" }, service: true }),
  ],
} as const;
