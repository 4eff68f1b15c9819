import { pmp } from "../../mocks/pmp/index.ts";
import { service } from "../../mocks/pmp/service.ts";
import type { Range } from "./vault-under-fire.ts";

/** The keys that Password Manager Pro under fire knows. */
export const KEYS = {
  chief: "AAAAAAAA-1111-2222-3333-444444444444",
  reader: "BBBBBBBB-1111-2222-3333-444444444444",
  manager: "CCCCCCCC-1111-2222-3333-444444444444",
} as const;

const host = "127.0.0.1";

const FIXTURE = {
  fauxvault: 1,
  clock: { at: "2026-07-02T09:05:41Z", frozen: true },
  journal: 20,
  pmp: {
    // The other flavour serves whatever this one does, and more.
    flavour: "pam360",
    auditRows: 20,
    ticketing: "on",
    tickets: ["T-1"],
    customFields: [
      { of: "resource", label: "Rack" },
      { of: "account", label: "Plan", type: "File" },
    ],
    users: [
      { id: 2, name: "ann", role: "Administrator", password: "ann-login-1", secondFactor: "JBSWY3DPEHPK3PXP" },
      { id: 3, name: "pat", password: "pat-login-1" },
    ],
    apiUsers: [
      { id: 101, name: "chief", host, role: "Administrator", superAdministrator: true, key: KEYS.chief },
      { id: 102, name: "reader", host, role: "Password User", key: KEYS.reader },
      { id: 103, name: "manager", host, role: "Password Administrator", key: KEYS.manager },
    ],
    userGroups: [{ id: 1, name: "night shift", members: ["reader"] }],
    resources: [
      {
        ...{ id: 1, name: "web-01", owner: "manager", customFields: { Rack: "R1" } },
        shares: [{ user: "reader", level: "modify" }],
        accounts: [
          {
            id: 1,
            name: "root",
            password: "Basalt-77!wren",
            totpSecret: "JBSWY3DPEHPK3PXP",
            customFields: { Plan: "a" },
          },
          { id: 2, name: "über", password: "weak" },
        ],
      },
      {
        ...{ id: 2, name: "gate", owner: "ann", reasonRequired: true, ticketRequired: true },
        accessControl: { approvers: ["chief", "manager"] },
        shares: [{ user: "manager", level: "fullaccess" }, { userGroup: "night shift" }],
        accounts: [
          {
            id: 3,
            name: "admin",
            password: "Garnet=55=Lark",
            requests: [{ by: "reader" }, { by: "manager", approvedBy: ["chief"] }],
          },
          { id: 101, name: "api", requests: [{ by: "chief", approvedBy: ["manager"], checkedOut: "1 hour ago" }] },
        ],
      },
      {
        ...{ id: 3, name: "licences", type: "License Store", owner: "chief" },
        accounts: [{ id: 102, name: "cad", file: { name: "cad.lic", text: "LICENCE" } }],
      },
    ],
    resourceGroups: [
      { id: 1, name: "all", owner: "chief", resources: ["web-01", "gate"], shares: [{ user: "reader" }] },
      { id: 2, name: "found", owner: "manager", criteria: [{ column: "RESOURCENAME", value: "web" }] },
    ],
    sshKeys: [{ name: "deploy", text: "ssh-ed25519 AAAA deploy", users: ["deploy@web-01"] }],
    certificates: [{ commonName: "shop.example.test", serialNumber: "1", text: "none", passphrase: "Sorrel-9" }],
  },
};

/** Password Manager Pro, as it is shot at. A refusal of its own is a 200 that says `Failed`. */
export const pmpRange: Range = {
  mock: pmp,
  service,
  fixture: FIXTURE,
  right: { path: "/restapi/json/v1/resources", headers: { AUTHTOKEN: KEYS.chief } },
  tell(answer) {
    if (!answer.startsWith("200 ")) return { kind: answer.slice(0, 3), succeeded: false };
    const succeeded = !answer.includes('"status":"Failed"');
    return { kind: succeeded ? "Success" : "Failed", succeeded };
  },
};
