import { passwordstate } from "../../mocks/passwordstate/index.ts";
import { service } from "../../mocks/passwordstate/service.ts";
import type { Range } from "./vault-under-fire.ts";

/** The keys that Passwordstate under fire knows. */
export const KEYS = {
  system: "0123456789abcdef0123456789abcdef",
  generator: "1123456789abcdef0123456789abcdef",
  copyMove: "2123456789abcdef0123456789abcdef",
  list: "3123456789abcdef0123456789abcdef",
} as const;

// Small, so that its snapshot is cheap to take ten thousand times, with something of each kind.
const FIXTURE = {
  fauxvault: 1,
  clock: { at: "2026-03-01T09:00:00Z", frozen: true },
  journal: 20,
  passwordstate: {
    auditRows: 20,
    keys: {
      systemWide: { value: KEYS.system },
      passwordGenerator: { value: KEYS.generator },
      copyMove: { value: KEYS.copyMove },
    },
    folders: [{ id: 11, path: "\\Infra" }],
    lists: [
      {
        id: 101,
        name: "Linux",
        folder: "\\Infra",
        key: { value: KEYS.list },
        genericFields: [{ name: "Port" }, { name: "Since", type: "Date Picker" }],
        records: [
          { id: 1, title: "web root", userName: "root", password: "Anvil", expires: "2026-04-01" },
          { id: 2, title: "db über", password: "Quarry", history: [{ password: "old", changed: "2026-01-01" }] },
        ],
      },
      { id: 102, name: "Reasons", demandsReason: true, records: [{ id: 3, title: "glass", password: "Ferry" }] },
    ],
  },
};

/** Passwordstate, as it is shot at. */
export const passwordstateRange: Range = {
  mock: passwordstate,
  service,
  fixture: FIXTURE,
  right: { path: "/api/passwords/1", headers: { APIKey: KEYS.system } },
  tell: (answer) => ({ kind: answer.slice(0, 3), succeeded: answer.startsWith("2") }),
};
