import type { CredentialInfo, DoorInfo } from "../../control/protocol.ts";
import type { Variables } from "./shells.ts";

/** What the variables are made of. */
export interface EnvironmentSource {
  readonly control: string;
  readonly token: string | undefined;
  readonly sandbox: string;
  readonly doors: readonly DoorInfo[];
  readonly credentials: readonly CredentialInfo[];
  /** The certificate that clients are to trust, on this machine. */
  readonly caFile: string;
}

/** What the runtimes that people use read the trusted certificates from: Node; OpenSSL, Go and Ruby; Python's requests; curl. */
const TRUST = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];

/** The variables that a client of a sandbox needs: addresses, credentials, trust. */
export function buildEnvironment(source: EnvironmentSource): Variables {
  const variables: Record<string, string> = { FAUXVAULT_CONTROL: source.control };
  if (source.token !== undefined) variables.FAUXVAULT_CONTROL_TOKEN = source.token;
  for (const door of source.doors) {
    // A port of the sandbox's own needs no prefix; those that stand for a host are for whoever asked for them.
    const prefix = door.sandbox === source.sandbox ? "" : `/~${source.sandbox}`;
    const name = `FAUXVAULT_${toName(door.listener)}${door.as === undefined ? "" : `_AS_${toName(door.as)}`}`;
    if (prefix !== "" && variables[`${name}_URL`] !== undefined) continue;
    variables[`${name}_URL`] = `${door.https}${prefix}`;
    variables[`${name}_HTTP_URL`] = `${door.http}${prefix}`;
  }
  for (const { product, name, value } of source.credentials) {
    variables[freeName(variables, `FAUXVAULT_${toName(product)}_KEY_${toName(name)}`)] = value;
  }
  variables.FAUXVAULT_CA = source.caFile;
  for (const name of TRUST) variables[name] = source.caFile;
  return variables;
}

/** `list key of 'Linux Servers'` as LIST_KEY_OF_LINUX_SERVERS: what every shell takes as part of a name. */
function toName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .toUpperCase();
}

function freeName(variables: Variables, name: string): string {
  let free = name;
  for (let number = 2; variables[free] !== undefined; number += 1) free = `${name}_${number}`;
  return free;
}
