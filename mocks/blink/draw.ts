import type { Chance } from "../../src/engine/chance.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** How many characters a key has (`key-format`). */
export const KEY_LENGTH = 28;

/** A new id: a UUID of version 4 in lower case, drawn from the sandbox's chance; see `docs/products/blink.md#transport`. */
export function drawId(chance: Chance): string {
  const digits = chance.hex(32);
  const variant = "89ab"[Number.parseInt(digits.charAt(16), 16) % 4];
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}

/** A new value for a personal API key (`key-format`). */
export function drawKey(chance: Chance): string {
  return Array.from({ length: KEY_LENGTH }, () => chance.pick(LETTERS)).join("");
}
