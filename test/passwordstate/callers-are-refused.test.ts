import { test } from "vitest";
import {
  expectRefusal,
  forbidden,
  noAuthorization,
  posting,
  type RefusedCase,
  withKey,
  withSystemKey,
} from "./expect-refusal.ts";

const oldKey = "0123456789abcdef0123456789abcdef";

const cases: readonly RefusedCase[] = [
  { name: "no key", path: "/api/passwords/3318", asked: () => ({ key: "" }), ...noAuthorization, reason: /no key/ },
  {
    name: "a key in a header api_key",
    path: "/api/passwords/3318",
    asked: (vault) => ({ key: "", headers: { api_key: vault.key("System Wide") } }),
    ...noAuthorization,
    reason: /no key/,
  },
  {
    name: "a wrong key",
    path: "/api/passwords/3318",
    asked: () => ({ key: oldKey }),
    ...noAuthorization,
    reason: "no key of this vault has the value that was sent (32 characters)",
  },
  {
    name: "a revoked key",
    path: "/api/passwords/3318",
    before: [
      ["keys.rotate", { key: "systemWide", value: oldKey }],
      ["keys.revoke", { key: "System Wide" }],
    ],
    asked: () => ({ key: oldKey }),
    ...noAuthorization,
    reason: "key 'System Wide' was revoked at 2026-07-02T09:05:41.000Z",
  },
  {
    name: "a rotated key",
    path: "/api/passwords/3318",
    before: [
      ["keys.rotate", { key: 56, value: oldKey }],
      ["keys.rotate", { key: "Finance Databases" }],
    ],
    asked: () => ({ key: oldKey }),
    ...noAuthorization,
    reason: "key 'list key of 'Finance Databases'' was rotated at 2026-07-02T09:05:41.000Z",
  },
  {
    name: "a key of another kind",
    path: "/api/passwords/3318",
    asked: withKey("Password Generator"),
    ...forbidden,
    reason:
      "key 'Password Generator' is of kind 'Password Generator', this call takes 'System Wide' or 'Password List'",
  },
  {
    name: "the system key for a copy",
    method: "POST",
    path: "/api/passwords/copy",
    asked: posting({ PasswordID: 3318, DestinationPasswordListID: 57 }),
    ...forbidden,
    reason: /takes 'Copy\/Move Password Record'/,
  },
  {
    name: "another list's key",
    path: "/api/passwords/3318",
    asked: withKey(57),
    ...noAuthorization,
    reason: "record 3318 lies in list 'Finance Databases', which list key of 'Linux Servers' does not reach",
  },
  {
    name: "another list's key for a query",
    path: "/api/passwords/56?QueryAll",
    asked: withKey(57),
    ...noAuthorization,
    reason: "list 'Finance Databases' is out of reach of list key of 'Linux Servers'",
  },
  {
    name: "a list's key for all lists",
    path: "/api/passwords?QueryAll",
    asked: withKey(57),
    ...noAuthorization,
    reason: /which takes the System Wide key/,
  },
  {
    name: "the system key for a private list's record",
    path: "/api/passwords/3600",
    asked: withSystemKey,
    ...noAuthorization,
    reason: /'Own Things', which System Wide does not reach/,
  },
  ...(["POST", "PUT", "DELETE"] as const).map((method) => ({
    name: `${method} with a key that may only retrieve`,
    method,
    path: method === "DELETE" ? "/api/passwords/3800" : "/api/passwords",
    asked: posting({ PasswordID: 3800, PasswordListID: 64, Title: "t", Password: "p" }, 64),
    ...forbidden,
    reason: /^'list key of 'Read Only'' may retrieve, not (?:add|update|delete)$/,
  })),
  {
    name: "a caller outside of the system's ranges, whatever its key",
    path: "/api/passwords/3318",
    before: [["system.restrict", { allowedIpRanges: ["10.20.0.10-10.20.0.60"] }]],
    asked: () => ({ key: "" }),
    ...forbidden,
    reason: "127.0.0.1 is outside of the system's allowed IP ranges: 10.20.0.10-10.20.0.60",
  },
  {
    name: "a caller outside of the key's ranges",
    path: "/api/passwords/3900",
    asked: withKey(65),
    ...forbidden,
    reason: "127.0.0.1 is outside of the allowed IP ranges of key 'list key of 'Office Only'': 10.20.0.*",
  },
  {
    name: "a list that demands a reason",
    path: "/api/passwords/61?QueryAll",
    asked: () => ({ headers: { Reason: "   " } }),
    ...noAuthorization,
    reason: "list 'Board Secrets' demands a Reason header and there is none",
  },
];

test.each(cases)("$name is refused, and nothing changes", expectRefusal);
