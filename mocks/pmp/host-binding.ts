import { isIP } from "node:net";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Caller } from "../../src/http/call.ts";
import type { UserRow } from "./state/users.ts";
import type { PmpState } from "./state.ts";
import { NoAnswer, refuseCaller } from "./wire.ts";

const LOCALHOST = ["127.0.0.1", "::1"];

/**
 * Refuses a caller whose address is none of those that the bound host resolves to, and gives no answer at all where it resolves to
 * none. Every way in shares this. See `docs/products/pmp.md#host-binding`.
 */
export function checkHost(state: PmpState, sandbox: Sandbox, caller: Caller, user: UserRow): void {
  if (!isBound(state, user)) return;
  // The usual case, told apart without reading an address.
  if (user.HostNames.includes(caller.address)) return;
  const address = canonicalAddress(caller.address);
  const found = user.HostNames.map((host) => [host, resolveHost(sandbox, host)] as const);
  if (found.some(([, addresses]) => addresses.includes(address))) return;
  const resolved = found.filter(([, addresses]) => addresses.length > 0);
  if (resolved.length === 0) {
    const names = user.HostNames.map((host) => `'${host}'`).join(", ");
    throw new NoAnswer(
      `the bound host ${names} of ${user.UserName} does not resolve: the sandbox's hosts do not have it, so the request is dropped`,
    );
  }
  const hosts = resolved.map(([host, addresses]) => `'${host}' (${addresses.join(", ")})`).join(", ");
  const why = `${user.UserName} is bound to ${hosts}, the call came from ${describeCaller(sandbox, caller)}`;
  throw refuseCaller("User is not allowed to access from this host", why);
}

/** Whether it matters where a user calls from: not for people, nor in PAM360 with the host check off; see `docs/products/pmp.md#pam360`. */
export function isBound(state: PmpState, { Kind, HostCheck }: UserRow): boolean {
  return Kind === "api" && (HostCheck || state.settings.get(1)?.Flavour !== "pam360");
}

/** The addresses of a bound value: itself when it is one, else what the sandbox's hosts say. DNS is never asked. */
function resolveHost(sandbox: Sandbox, host: string): readonly string[] {
  if (isIP(host) !== 0) return [canonicalAddress(host)];
  const addresses = sandbox.addressesOf(host);
  if (addresses.length === 0 && host.toLowerCase() === "localhost") return LOCALHOST;
  return addresses.map(canonicalAddress);
}

/** One spelling for each address: IPv4 without its IPv6 wrapping, IPv6 as short as it goes. */
function canonicalAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const wrapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return wrapped ?? new URL(`http://[${address}]/`).hostname.slice(1, -1);
}

function describeCaller(sandbox: Sandbox, { address, host }: Caller): string {
  const names = host === undefined ? sandbox.hostsAt(address) : [host];
  return names.length > 0 ? `${address} (${names.join(", ")})` : address;
}
