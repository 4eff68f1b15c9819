import { isIP, isIPv6 } from "node:net";
import { HttpFloorError } from "../http-floor-error.ts";

/** A host that mocks may call: a name or an address in lower case, and the one port, or any. */
export interface AllowedHost {
  readonly host: string;
  readonly port: number | undefined;
}

const NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;

/**
 * Reads `vault.example.com`, `vault.example.com:8443`, `10.20.0.11:443`, `fd00::7` or `[fd00::7]:443`. Throws an `HttpFloorError` for
 * anything else: no pattern, no range, no URL.
 */
export function readAllowedHost(text: string): AllowedHost {
  const bare = isIPv6(text);
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]/\\?#@\s]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = canonicalHost(bare ? text : (bracketed ?? plain ?? ""));
  const port = digits === undefined ? undefined : Number(digits);
  const wellFormed = bare || (bracketed === undefined ? isIP(host) === 4 || NAME.test(host) : isIPv6(host));
  if (!wellFormed || (port !== undefined && (port < 1 || port > 65_535))) {
    throw new HttpFloorError(
      `'${text.slice(0, 100)}' is not a host to call: write for example vault.example.com, 10.20.0.11:443 or [fd00::7]:443.`,
    );
  }
  return { host, port };
}

/** Whether a list names a host, by the name that is called or by the address that it has, for a port. */
export function isAllowed(list: readonly AllowedHost[], host: string, address: string, port: number): boolean {
  return list.some((one) => (one.host === host || one.host === address) && (one.port ?? port) === port);
}

/** A name or an address in the one spelling that all of its spellings have. */
export function canonicalHost(host: string): string {
  const text = isIPv6(host) ? `[${host}]` : host;
  const url = `http://${text}/`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "") : host.toLowerCase();
}
