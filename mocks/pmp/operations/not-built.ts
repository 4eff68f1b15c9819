import { documented, type Evidence, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { REST } from "../operation.ts";

type Row = readonly [id: string, method: string, path: string, summary: string, evidence: Evidence];

const SCIM = "/scim/v2";
const vendor = observed("the vendor's extension");
const page = documented("the vendor's API help, PAM360");

/** Operations that are known and not built: they answer as an unknown path. See `docs/products/pmp.md#other-endpoints`. */
export const operationsNotBuilt: readonly Operation[] = [
  ...rows("Personal passwords", "docs/products/pmp.md#other-endpoints", [
    ["personal.list", "GET", `${REST}/personal`, "A person's own passwords", vendor],
    ["personal.passphrase", "GET", `${REST}/personal/passphrasecheck`, "Whether a passphrase is needed", vendor],
    ["personal.urls", "GET", `${REST}/personal/websiteurls`, "Addresses of web sites", vendor],
    ["personal.categories", "GET", `${REST}/personal/categories`, "Categories", vendor],
    ["personal.accounts", "GET", `${REST}/personal/categories/:id/accounts`, "Accounts of a category", vendor],
    ["personal.fields", "GET", `${REST}/personal/categories/:id/fields`, "Fields of a category", vendor],
    ["personal.search", "GET", `${REST}/personal/categories/:id/search`, "Search a category", vendor],
    [
      "personal.password",
      "GET",
      `${REST}/personal/categories/:id/accounts/:accountId/password`,
      "Read a personal password",
      vendor,
    ],
  ]),
  ...rows("Tunnels", "docs/products/pmp.md#other-endpoints", [
    ["tunnels.server", "POST", `${REST}/tunnel/createTunnelServer`, "Open an SSH connection", page],
    ["tunnels.create", "POST", `${REST}/tunnel/createTunnel`, "Open a tunnel", page],
    ["tunnels.delete", "DELETE", `${REST}/tunnel/destroyTunnel/:port`, "Close a tunnel", page],
  ]),
  ...rows("Organisations", "docs/products/pmp.md#other-endpoints", [
    ["organisations.manage", "POST", `${REST}/organizations/manage`, "Grant or revoke the management of clients", page],
  ]),
  ...rows("SCIM", "docs/products/pmp.md#other-endpoints", [
    ...scim("users", "Users", "user"),
    ...scim("groups", "Groups", "group"),
    ["scim.configuration", "GET", `${SCIM}/ServiceProviderConfig`, "What the server can do", page],
    ["scim.schemas", "GET", `${SCIM}/Schemas`, "The members of users and groups", page],
    ["scim.resource-types", "GET", `${SCIM}/ResourceTypes`, "The kinds of things", page],
  ]),
];

/** The calls of one kind of thing, in the paths of the SCIM standard. */
function scim(family: string, path: string, thing: string): Row[] {
  const [all, one] = [`${SCIM}/${path}`, `${SCIM}/${path}/:id`];
  return [
    [`scim.${family}.list`, "GET", all, `List ${thing}s`, page],
    [`scim.${family}.get`, "GET", one, `Show a ${thing}`, page],
    [`scim.${family}.create`, "POST", all, `Create a ${thing}`, page],
    [`scim.${family}.replace`, "PUT", one, `Replace a ${thing}`, page],
    [`scim.${family}.change`, "PATCH", one, `Change a ${thing}`, page],
    [`scim.${family}.delete`, "DELETE", one, `Delete a ${thing}`, page],
  ];
}

function rows(tag: string, source: string, wanted: readonly Row[]): Operation[] {
  return wanted.map(([id, method, path, summary, evidence]) => ({ id, method, path, tag, summary, evidence, source }));
}
