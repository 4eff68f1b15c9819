import type { Chance } from "../../src/engine/chance.ts";

/** So many hexadecimal digits in the shape of a key: an upper-case GUID; see `docs/products/pmp.md#api-users`. */
export function toKey(digits: string): string {
  return digits.toUpperCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A new key, drawn from the sandbox's chance. */
export function drawKey(chance: Chance): string {
  return toKey(chance.hex(32));
}
