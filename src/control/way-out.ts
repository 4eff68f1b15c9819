import { DEFAULT_SANDBOX } from "../engine/sandboxes.ts";
import type { WayOut } from "../http/errands/outside.ts";
import { isLoopbackAddress } from "../http/loopback.ts";
import { canonicalHost, readAllowedHost } from "../http/outbound/allow-list.ts";
import { openOutbound } from "../http/outbound/outbound.ts";
import type { AddressOf } from "../http/outbound/placeholders.ts";
import { isLoopback } from "./addresses.ts";
import type { DoorInfo } from "./protocol.ts";

/** What a way out is made of. */
export interface WayOutPlan {
  readonly bind: string | undefined;
  /** As on the command line. */
  readonly allowHosts: readonly string[];
  /** The doors that are open now. */
  readonly doors: () => readonly DoorInfo[];
  readonly caPem: () => Promise<string>;
  readonly onTrouble: (error: unknown) => void;
}

/** What the mocks of an instance reach out with. Throws an `HttpFloorError` for a host that is none. */
export function openWayOut({ bind, allowHosts, doors, caPem, onTrouble }: WayOutPlan): WayOut {
  const reachable = {
    allowed: allowHosts.map(readAllowedHost),
    // Who listens for others must not be a way to what only this machine should reach.
    loopback: isLoopback(bind),
    isOwnDoor: (address: string, port: number) =>
      doors().some((door) => door.port === port && (isLoopbackAddress(address) || address === hostOf(door))),
  };
  return {
    outbound: openOutbound({ reachable, caPem, onTrouble }),
    addressOf: (product, scheme, sandboxId) => findAddress(doors(), product, scheme, sandboxId),
  };
}

function hostOf({ http }: DoorInfo): string {
  return canonicalHost(new URL(http).hostname.replace(/^\[|\]$/g, ""));
}

/** A sandbox's own door to a product; else its path at the default sandbox's door. Doors that stand for a host are nobody's address. */
function findAddress(
  doors: readonly DoorInfo[],
  product: Parameters<AddressOf>[0],
  scheme: Parameters<AddressOf>[1],
  sandboxId: string,
): string | undefined {
  const plain = doors.filter((door) => door.product === product && door.as === undefined);
  const own = plain.find(({ sandbox }) => sandbox === sandboxId);
  if (own) return own[scheme];
  const shared = plain.find(({ sandbox }) => sandbox === DEFAULT_SANDBOX);
  return shared && `${shared[scheme]}/~${sandboxId}`;
}
