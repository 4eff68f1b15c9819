import { type FindHost, findAddresses, type Reachable } from "./find-addresses.ts";
import { fail, type OutboundOutcome, type OutboundRequest } from "./outcome.ts";
import { readRequest } from "./read-request.ts";
import { openTrust } from "./trust.ts";

/** What calls of mocks go by. */
export interface OutboundPlan {
  readonly reachable: Reachable;
  /** The certificate of fauxvault's own authority, as PEM. */
  readonly caPem: () => Promise<string>;
  /** Told when that is not to be had. */
  readonly onTrouble: (error: unknown) => void;
}

/** For whom a call is made. */
interface OutboundCaller {
  /** Its sandbox's hosts. */
  readonly find: FindHost;
  readonly signal?: AbortSignal | undefined;
}

/** Makes a call. Never rejects: what went wrong is an outcome. */
export type Outbound = (request: OutboundRequest, caller: OutboundCaller) => Promise<OutboundOutcome>;

/**
 * The way out for mocks: HTTP/1.1, one connection for each call, only to loopback, to the doors of this fauxvault and to hosts that the
 * configuration names. Redirects are not followed, nothing is unpacked, and nothing of ours is sent.
 */
export function openOutbound({ reachable, caPem, onTrouble }: OutboundPlan): Outbound {
  const trust = openTrust(caPem, onTrouble);
  return async (request, { find, signal }) => {
    const began = performance.now();
    const sendable = readRequest(request);
    if ("kind" in sendable) return sendable;
    const addresses = findAddresses(sendable.host, sendable.port, find, reachable);
    if ("kind" in addresses) return addresses;
    // Not with the program: Node's client for HTTPS would delay every start.
    const { sendOut } = await import("./send-out.ts");
    const secureContext = sendable.url.protocol === "https:" ? await trust() : undefined;
    let outcome: OutboundOutcome = fail("refused", "there is no address to call");
    for (const address of addresses) {
      outcome = await sendOut({ sendable, address, secureContext, began, signal });
      // Nothing was sent to an address that did not answer the call.
      if (outcome.kind !== "refused" && outcome.kind !== "unreachable") break;
    }
    return outcome;
  };
}
