import type { Chance } from "../../../src/engine/chance.ts";
import type { GeneratorPolicyRow } from "../state.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
/** What looks like something else in print. */
const AMBIGUOUS = "Il1Oo0";

/** What the characters of a password are drawn from, and how many there are; see `docs/products/passwordstate.md#generator`. */
export interface CharacterCriteria extends Omit<GeneratorPolicyRow, "PasswordGeneratorID" | "GeneratorName"> {
  readonly bracketChars?: boolean;
  readonly bracketCharsText?: string;
  /** Whether `I`, `l`, `1` and the like may be drawn; they may when absent. */
  readonly ambiguousChars?: boolean;
  /** Whether letters and digits are drawn three times as often as the rest. */
  readonly higherAlphaRatio?: boolean;
  readonly excludeChars?: string;
}

/** The kinds of characters that criteria ask for, each as one text; none at all when they leave nothing. */
export function charactersOf(criteria: CharacterCriteria) {
  const banned = `${criteria.excludeChars ?? ""}${criteria.ambiguousChars === false ? AMBIGUOUS : ""}`;
  const kind = (wanted: boolean | undefined, characters: string | undefined) => {
    if (!wanted || !characters) return "";
    return banned === "" ? characters : [...characters].filter((one) => !banned.includes(one)).join("");
  };
  return {
    lower: kind(criteria.lowerCaseChars, LOWER),
    upper: kind(criteria.upperCaseChars, UPPER),
    digits: kind(criteria.numericChars, DIGITS),
    special: kind(criteria.specialChars, criteria.specialCharsText),
    brackets: kind(criteria.bracketChars, criteria.bracketCharsText),
  };
}

/** A password as criteria want it: at least one character of each kind they ask for, the rest from all of them, in any order. */
export function generatePassword(criteria: CharacterCriteria, chance: Chance): string {
  const { lower, upper, digits, special, brackets } = charactersOf(criteria);
  const kinds = [lower, upper, digits, special, brackets].filter((kind) => kind !== "");
  const pool = kinds.length > 0 ? kinds : [LOWER];
  const length = chance.whole(criteria.minLength, criteria.maxLength);
  const characters = pool.slice(0, length).map((kind) => chance.pick(kind));
  const all = pool.join("");
  const alphanumeric = `${lower}${upper}${digits}`;
  const leans = criteria.higherAlphaRatio === true && alphanumeric !== "";
  while (characters.length < length) {
    characters.push(chance.pick(leans && chance.whole(1, 4) > 1 ? alphanumeric : all));
  }
  for (let at = characters.length - 1; at > 0; at -= 1) {
    const other = chance.whole(0, at);
    [characters[at], characters[other]] = [characters[other] as string, characters[at] as string];
  }
  return characters.join("");
}
