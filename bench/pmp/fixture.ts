/** The tokens of the timed vault; fixed, so that what is refused and what is let in differ in nothing else. */
export const TOKENS = {
  /** Of a user who owns nothing: a group that holds every resource is shared with its group of users. */
  connector: "0F1E2D3C-4B5A-4697-8877-A5B4C3D2E1F0",
  /** Of the user who owns every resource. */
  owner: "1A2B3C4D-5E6F-4A1B-8C2D-3E4F5A6B7C8D",
  /** Of a user who sees everything. */
  overseer: "2B3C4D5E-6F70-4B1C-9D2E-4F5A6B7C8D9E",
  /** Shared the same, and works until another takes its place. */
  toBeReplaced: "11112222-3333-4444-8555-666677778888",
  /** Shared the same, but bound to another host. */
  elsewhere: "AAAABBBB-CCCC-4DDD-8EEE-FFFF00001111",
  /** Shared the same, but its user has expired. */
  expired: "BBBBCCCC-DDDD-4EEE-8FFF-000011112222",
  /** Good, but nothing is shared with it. */
  stranger: "99998888-7777-4666-8555-444433332222",
} as const;

/** Who has them. Those that must be refused for one thing are as good as the connector in all others. */
export const USERS = {
  replaced: "replaced",
  expired: "expired",
} as const;

/** What is asked for; it keeps its ids and names however many resources lie around it. */
export const TIMED = { resource: 900_001, account: 910_001, resourceName: "web-01", accountName: "root" } as const;

/** What answers must hold when the caller is let in, and must not when not. */
export const SECRET = "Harbour-Lantern-27!";

/** A word in the description of the timed resource and of no other. */
export const NEEDLE = "lantern-keeper";

/** A vault of so many resources of two accounts each, the timed one in the midst of all. */
export function makeFixture(resources: number): object {
  const others = Array.from({ length: Math.max(0, resources - 1) }, (_, at) => makeResource(at));
  const timed = makeTimedResource(others.length >> 1);
  const all = [...others.slice(0, others.length >> 1), timed, ...others.slice(others.length >> 1)];
  const connector = { host: "127.0.0.1", role: "Password User" };
  return {
    fauxvault: 1,
    seed: 20260301,
    hosts: { "build-07.test": ["203.0.113.7"] },
    pmp: {
      apiUsers: [
        { name: "connector", ...connector, key: TOKENS.connector },
        { name: "owner", host: "127.0.0.1", role: "Administrator", key: TOKENS.owner },
        { name: "overseer", host: "127.0.0.1", role: "Administrator", superAdministrator: true, key: TOKENS.overseer },
        { name: USERS.replaced, ...connector, key: TOKENS.toBeReplaced },
        { name: "elsewhere", ...connector, host: "build-07.test", key: TOKENS.elsewhere },
        { name: USERS.expired, ...connector, key: TOKENS.expired, expires: "2 days ago" },
        { name: "stranger", ...connector, key: TOKENS.stranger },
      ],
      userGroups: [{ name: "Pipelines", members: ["connector", USERS.replaced, "elsewhere", USERS.expired] }],
      resources: all,
      resourceGroups: [
        {
          name: "Servers",
          resources: all.map(({ name }) => name),
          shares: [{ userGroup: "Pipelines", level: "view" }],
        },
      ],
    },
  };
}

function makeResource(at: number) {
  const name = `node-${String(at).padStart(6, "0")}`;
  return {
    id: at + 1,
    name,
    type: "Linux",
    description: "One of many",
    dnsName: `${name}.test`,
    department: "Platform",
    location: "Hall 2",
    owner: "owner",
    accounts: [
      { id: 2 * at + 1, name: "root" },
      { id: 2 * at + 2, name: "deploy" },
    ].map((one) => ({
      ...one,
      password: "Correct-Horse-11",
    })),
  };
}

function makeTimedResource(at: number) {
  return {
    ...makeResource(at),
    id: TIMED.resource,
    name: TIMED.resourceName,
    dnsName: "web-01.test",
    description: `First web server, asked for by the ${NEEDLE}`,
    accounts: [
      { id: TIMED.account, name: TIMED.accountName, password: SECRET },
      { id: TIMED.account + 1, name: "deploy", password: "Correct-Horse-11" },
    ],
  };
}
