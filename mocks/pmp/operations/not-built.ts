import { documented, type Evidence, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { AssumptionName } from "../assumptions.ts";
import { REST } from "../operation.ts";

type Row = readonly [id: string, method: string, path: string, summary: string, evidence: Evidence, AssumptionName?];

const vendor = observed("the vendor's extension");
const one = observed("1 client");
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
  ...rows("Resources", "docs/products/pmp.md#resources", [
    [
      "resources.remote-reset",
      "POST",
      `${REST}/resources/configureremotepasswordreset`,
      "Set up remote password resets",
      page,
      "remote-reset",
    ],
  ]),
  ...rows("Native API", "docs/products/pmp.md#native-login", [
    ["native.auth", "POST", "/api/json/auth", "Log a person in", vendor, "native-login"],
    ["native.first-factor", "POST", "/api/json/firstauth", "Log a person in, first factor", vendor, "native-login"],
    ["native.second-factor", "POST", "/api/json/secondauth", "Log a person in, second factor", vendor, "native-login"],
  ]),
  ...rows("PKI", "docs/products/pmp.md#pki", [
    ["pki.ssh-keys", "GET", "/api/pki/restapi/getAllSSHKeys", "List SSH keys", one, "pki"],
    ["pki.ssh-key", "POST", "/api/pki/restapi/getSSHKey", "Read an SSH key", one, "pki"],
    ["pki.export-ssh-key", "POST", "/api/pki/restapi/exportSSHKey", "Export an SSH key", one, "pki"],
    ["pki.users", "GET", "/api/pki/restapi/getAllAssociatedUsers", "List users of SSH keys", one, "pki"],
    ["pki.certificates", "GET", "/api/pki/restapi/getAllSSLCertificates", "List certificates", one, "pki"],
    ["pki.certificate", "GET", "/api/pki/restapi/getCertificate", "Read a certificate", one, "pki"],
    ["pki.key-store", "GET", "/api/pki/restapi/getCertificateKeyStore", "Read a key store", one, "pki"],
    ["pki.passphrase", "GET", "/api/pki/restapi/getCertificatePassphrase", "Read a passphrase", one, "pki"],
    ["pki.details", "GET", "/api/pki/restapi/getCertificateDetails", "Details of certificates", one, "pki"],
  ]),
];

function rows(tag: string, source: string, wanted: readonly Row[]): Operation[] {
  return wanted.map(([id, method, path, summary, evidence, assumption]) => {
    const assumptions = assumption === undefined ? [] : [assumption];
    return { id, method, path, tag, summary, evidence, source, assumptions };
  });
}
