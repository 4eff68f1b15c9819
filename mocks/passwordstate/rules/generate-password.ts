import type { Chance } from "../../../src/engine/chance.ts";
import type { GeneratorPolicyRow } from "../state.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";

/** A password as a policy wants it: at least one character of each kind it asks for, the rest from all of them. */
export function generatePassword(
  policy: Omit<GeneratorPolicyRow, "PasswordGeneratorID" | "GeneratorName">,
  chance: Chance,
): string {
  const kinds = [
    policy.lowerCaseChars ? LOWER : "",
    policy.upperCaseChars ? UPPER : "",
    policy.numericChars ? DIGITS : "",
    policy.specialChars ? policy.specialCharsText : "",
  ].filter((kind) => kind !== "");
  const pool = kinds.length > 0 ? kinds : [LOWER];
  const length = chance.whole(policy.minLength, policy.maxLength);
  const characters = pool.slice(0, length).map((kind) => chance.pick(kind));
  const all = pool.join("");
  while (characters.length < length) characters.push(chance.pick(all));
  for (let at = characters.length - 1; at > 0; at -= 1) {
    const other = chance.whole(0, at);
    [characters[at], characters[other]] = [characters[other] as string, characters[at] as string];
  }
  return characters.join("");
}
