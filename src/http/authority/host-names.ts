import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { AuthorityError } from "./authority-error.ts";

const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const DNS_NAME = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);

/**
 * Host names and addresses as certificates carry them: lower case, punycode, no brackets, sorted, each once.
 * Throws an AuthorityError that quotes a text that is neither.
 */
export function readHosts(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(readHost))].sort();
}

function readHost(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const family = isIP(bare);
  if (family === 4) return bare;
  // The URL parser knows the one canonical spelling of an IPv6 address; it takes no zone ("%eth0"), nor can a certificate.
  if (family === 6 && !bare.includes("%")) return new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const name = domainToASCII(bare);
  if (name.length <= 253 && DNS_NAME.test(name) && isIP(name) === 0) return name;
  throw new AuthorityError(
    `${JSON.stringify(text)} is neither a host name nor an IP address, so no certificate can be made for it. ` +
      "Write it without scheme, port or path, for example vault.example.com.",
  );
}

/** The hosts that are neither localhost, nor below .test, nor a loopback address: these need an authority of their own. */
export function selectExtraHosts(hosts: readonly string[]): readonly string[] {
  return hosts.filter((host) => !isLocal(host));
}

/** Whether an authority made for these extra hosts may sign for `host`. */
export function isPermitted(host: string, extraHosts: readonly string[]): boolean {
  return isLocal(host) || extraHosts.some((extra) => isWithin(host, toConstraint(extra)));
}

/** What a name constraint says for a host: it covers the subdomains by itself, so a wildcard's star is dropped. */
export function toConstraint(host: string): string {
  return host.replace(/^\*\./, "");
}

function isLocal(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "::1" || isWithin(host, "localhost") || isWithin(host, "test");
}

function isWithin(host: string, base: string): boolean {
  return host === base || (isIP(host) === 0 && host.endsWith(`.${base}`));
}
