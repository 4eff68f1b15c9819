import { isIP } from "node:net";
import { isLoopbackAddress } from "../loopback.ts";
import { type AllowedHost, canonicalHost, isAllowed } from "./allow-list.ts";
import { fail, type OutboundFailure } from "./outcome.ts";

/** Where mocks may call to. */
export interface Reachable {
  /** The hosts that the configuration names; a fixture cannot add to them. */
  readonly allowed: readonly AllowedHost[];
  /** Whether all of this machine's own ports may be called; not when callers from elsewhere could have them called. */
  readonly loopback: boolean;
  /** Whether that is a door of this very fauxvault: it may always be called. */
  isOwnDoor(address: string, port: number): boolean;
}

/** The addresses of a name; none when it is unknown. */
export type FindHost = (name: string) => readonly string[];

const LOCALHOST = ["127.0.0.1", "::1"];

/**
 * The addresses to call for a host, in the order in which they are tried. A name is looked up with `find` alone, never in DNS;
 * `localhost` is this machine. Addresses that may not be called are left out; when that are all, it is a failure.
 */
export function findAddresses(
  host: string,
  port: number,
  find: FindHost,
  reachable: Reachable,
): readonly string[] | OutboundFailure {
  const known = isIP(host) ? [host] : host === "localhost" ? LOCALHOST : find(host).map(canonicalHost);
  if (known.length === 0) {
    return fail(
      "unknown-host",
      `the sandbox's hosts do not have the name ${host}: give it an address there`,
      "ENOTFOUND",
    );
  }
  const permitted = known.filter((address) => mayCall(host, address, port, reachable));
  if (permitted.length > 0) return permitted;
  const where = known.includes(host) ? host : `${host} (${known.join(", ")})`;
  return fail(
    "not-allowed",
    `fauxvault may not call ${where} on port ${port}: start it with --allow-host ${inFlag(host)}`,
  );
}

function mayCall(host: string, address: string, port: number, { allowed, loopback, isOwnDoor }: Reachable): boolean {
  if (loopback && isLoopbackAddress(address)) return true;
  return isOwnDoor(address, port) || isAllowed(allowed, host, address, port);
}

function inFlag(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
