import { isIPv6 } from "node:net";
import { isLoopbackAddress } from "../http/loopback.ts";

const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** Whether a bind address is reached from this machine alone; absent means loopback. A name is never taken for one: it may lead anywhere. */
export function isLoopback(bind: string | undefined): boolean {
  return bind === undefined || isLoopbackAddress(bind);
}

/** Whether a bind address stands for every address of this machine. */
export function isEverywhere(bind: string | undefined): boolean {
  return bind !== undefined && EVERYWHERE.has(bind);
}

/** A host as a URL and a `Host` header write it. */
export function inUrl(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** How clients on this machine reach a port, over either scheme. */
export function addressesAt(bind: string | undefined, port: number): { readonly http: string; readonly https: string } {
  const everywhere = bind === undefined || isEverywhere(bind);
  return {
    http: `http://${everywhere ? "127.0.0.1" : inUrl(bind)}:${port}`,
    https: `https://${everywhere ? "localhost" : inUrl(bind)}:${port}`,
  };
}
