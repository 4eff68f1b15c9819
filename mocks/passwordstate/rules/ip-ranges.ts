import { BlockList, isIP } from "node:net";

/** Whether an entry is written as the product takes it: `10.1.2.3`, `192.168.1.*` or `10.0.0.1-10.0.0.9`. */
export function isIpRange(entry: string): boolean {
  return toBounds(entry) !== undefined;
}

/** Whether an address lies in one of the ranges; no range at all means everywhere. See `docs/products/passwordstate.md#allowed-ip-ranges`. */
export function isAddressAllowed(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true;
  return ranges.some((entry) => covers(entry, address));
}

/** Whether some address lies in both of two sets of ranges; no range at all means everywhere. */
export function doRangesMeet(some: readonly string[], others: readonly string[]): boolean {
  if (some.length === 0 || others.length === 0) return true;
  // Two ranges that meet: the first address of one of them lies in the other.
  const reach = (these: readonly string[], those: readonly string[]) =>
    these.some((entry) => isAddressAllowed(toBounds(entry)?.[0] ?? "", those));
  return reach(some, others) || reach(others, some);
}

function covers(entry: string, address: string): boolean {
  const bounds = toBounds(entry);
  if (!bounds || isIP(address) !== isIP(bounds[0])) return false;
  const list = new BlockList();
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  list.addRange(bounds[0], bounds[1], family);
  return list.check(address, family);
}

function toBounds(entry: string): readonly [string, string] | undefined {
  const text = entry.trim();
  if (isIP(text)) return [text, text];
  if (text.includes("*")) {
    // The star stands for a whole part, and all parts behind it are stars: 192.168.*.*.
    if (!/^(?:\d{1,3}\.){1,3}\*(?:\.\*){0,2}$/.test(text)) return undefined;
    return ordered(text.replaceAll("*", "0"), text.replaceAll("*", "255"));
  }
  const [first = "", last = "", ...more] = text.split("-").map((part) => part.trim());
  return more.length === 0 ? ordered(first, last) : undefined;
}

function ordered(first: string, last: string): readonly [string, string] | undefined {
  if (isIP(first) === 0 || isIP(first) !== isIP(last)) return undefined;
  try {
    new BlockList().addRange(first, last, isIP(first) === 6 ? "ipv6" : "ipv4");
    return [first, last];
  } catch {
    return undefined;
  }
}
