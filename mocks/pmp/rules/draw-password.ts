import type { Chance } from "../../../src/engine/chance.ts";
import type { PolicyRow } from "../state/vocabulary.ts";

const LOWER = "abcdefghijkmnopqrstuvwxyz";
const UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS = "23456789";
const SPECIAL = "!#$%*+-=?@_";

/** A password that a policy is content with; see `docs/products/pmp.md#password-policies`. */
export function drawPassword(policy: PolicyRow, chance: Chance): string {
  const kinds = [LOWER];
  if (policy.MixedCase) kinds.push(UPPER);
  if (policy.Numerals) kinds.push(DIGITS);
  if (policy.SpecialCharacters) kinds.push(SPECIAL);
  const length = Math.max(kinds.length, chance.whole(policy.MinLength, policy.MaxLength));
  const everything = kinds.join("");
  // One of each kind, the first a letter, and the places of the others drawn.
  const characters = Array.from({ length }, () => chance.pick(everything));
  characters[0] = chance.pick(LOWER);
  const places = Array.from({ length: length - 1 }, (_, at) => at + 1);
  for (const kind of kinds.slice(1)) {
    const [place = 0] = places.splice(chance.whole(0, places.length - 1), 1);
    characters[place] = chance.pick(kind);
  }
  return characters.join("");
}
