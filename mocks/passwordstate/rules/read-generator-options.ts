import type { Visit } from "../access.ts";
import { choiceOf, statusOf } from "../choice.ts";
import type { GeneratorPolicyRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import type { Maybe } from "./check-grants.ts";
import { findNothingLeft, type GeneratorOptions } from "./generate-by-options.ts";

/** What a call says of the passwords that it wants, in the product's words; see `docs/products/passwordstate.md#generator`. */
export interface GeneratorWish {
  readonly PasswordGeneratorID?: Maybe<number>;
  readonly IncludeAlphaSpecial?: Maybe<boolean>;
  readonly IncludeWordPhrases?: Maybe<boolean>;
  readonly minLength?: Maybe<number>;
  readonly maxLength?: Maybe<number>;
  readonly lowerCaseChars?: Maybe<boolean>;
  readonly upperCaseChars?: Maybe<boolean>;
  readonly numericChars?: Maybe<boolean>;
  readonly higherAlphaRatio?: Maybe<boolean>;
  readonly ambiguousChars?: Maybe<boolean>;
  readonly specialChars?: Maybe<boolean>;
  readonly specialCharsText?: Maybe<string>;
  readonly bracketChars?: Maybe<boolean>;
  readonly bracketCharsText?: Maybe<string>;
  readonly NumberOfWords?: Maybe<number>;
  readonly MaxWordLength?: Maybe<number>;
  readonly PrefixAppend?: Maybe<string>;
  readonly SeparateWords?: Maybe<string>;
  readonly ExcludeChars?: Maybe<string>;
  readonly GeneratePattern?: Maybe<boolean>;
  readonly Pattern?: Maybe<string>;
}

const DEFAULT_POLICY = 1;
const LONGEST = 512;
const MOST_WORDS = 100;
const BRACKETS = "[](){}<>";

/** What to generate by: a policy, or the default one, with what the call says in its place; refused when nothing can come of it. */
export function readGeneratorOptions(visit: Visit, wish: GeneratorWish): GeneratorOptions {
  const policy = findPolicy(visit, wish.PasswordGeneratorID || DEFAULT_POLICY);
  const options: GeneratorOptions = {
    ...readLengths(policy, wish),
    lowerCaseChars: wish.lowerCaseChars ?? policy.lowerCaseChars,
    upperCaseChars: wish.upperCaseChars ?? policy.upperCaseChars,
    numericChars: wish.numericChars ?? policy.numericChars,
    higherAlphaRatio: wish.higherAlphaRatio ?? false,
    ambiguousChars: wish.ambiguousChars ?? true,
    specialChars: wish.specialChars ?? policy.specialChars,
    specialCharsText: toCharacters(wish.specialCharsText) || policy.specialCharsText,
    bracketChars: wish.bracketChars ?? false,
    bracketCharsText: toCharacters(wish.bracketCharsText) || BRACKETS,
    includeAlphaSpecial: wish.IncludeAlphaSpecial ?? true,
    includeWordPhrases: wish.IncludeWordPhrases ?? false,
    numberOfWords: readCount("NumberOfWords", wish.NumberOfWords, MOST_WORDS) ?? 3,
    maxWordLength: readCount("MaxWordLength", wish.MaxWordLength, LONGEST) ?? 0,
    prefixAppend: readLetter("PrefixAppend", wish.PrefixAppend, ["P", "A", "I"]),
    separateWords: readLetter("SeparateWords", wish.SeparateWords, ["D", "S", "N"]),
    excludeChars: wish.ExcludeChars ?? "",
    pattern: readPattern(visit, wish),
  };
  const nothing = findNothingLeft(options);
  if (nothing) throw new PasswordstateRefusal(400, "A password cannot be generated with these options.", nothing);
  return options;
}

function findPolicy({ sandbox, state }: Visit, id: number): GeneratorPolicyRow {
  const policy = state.generatorPolicies.get(id);
  if (policy) return policy;
  const phrase = `A Password Generator Policy of ID '${id}' was not found in the database.`;
  throw new PasswordstateRefusal(statusOf(sandbox, "unknown-policy"), phrase, `there is no generator policy ${id}`);
}

/** One length alone moves the policy's other one out of its way; 0 is as good as absent. */
function readLengths(policy: GeneratorPolicyRow, wish: GeneratorWish) {
  const shortest = readCount("minLength", wish.minLength, LONGEST);
  const longest = readCount("maxLength", wish.maxLength, LONGEST);
  const minLength = shortest ?? Math.min(policy.minLength, longest ?? policy.minLength);
  const maxLength = longest ?? Math.max(policy.maxLength, minLength);
  if (minLength <= maxLength) return { minLength, maxLength };
  throw refuseValue("maxLength", `is ${maxLength}, below minLength ${minLength}`);
}

function readCount(name: string, value: Maybe<number>, most: number): number | undefined {
  if (!value) return undefined;
  if (value >= 1 && value <= most) return value;
  throw refuseValue(name, `is ${value}, expected 1 to ${most}`);
}

/** One of some letters, the first of them when none is given. */
function readLetter<const Letter extends string>(
  name: string,
  value: Maybe<string>,
  letters: readonly [Letter, ...Letter[]],
): Letter {
  const given = value?.trim().toUpperCase();
  if (!given) return letters[0];
  const known = letters.find((letter) => letter === given);
  if (known) return known;
  throw refuseValue(name, `is none of ${letters.join(", ")}`);
}

/** A client sends `Pattern=null` for none. */
function readPattern({ sandbox }: Visit, { GeneratePattern, Pattern }: GeneratorWish): string | undefined {
  if (!GeneratePattern || !Pattern || Pattern === "null") return undefined;
  if (choiceOf(sandbox, "generator-pattern") === "refuse") throw refuseValue("Pattern", "has no published meaning");
  if (Pattern.length > LONGEST) throw refuseValue("Pattern", `has ${Pattern.length} characters, at most ${LONGEST}`);
  return Pattern;
}

/** Without white space, which is what a `+` that was not encoded comes as, and without halves of characters. */
function toCharacters(text: Maybe<string>): string {
  return (text ?? "").replace(/[\s\ud800-\udfff]/g, "");
}

function refuseValue(name: string, why: string): PasswordstateRefusal {
  return new PasswordstateRefusal(400, `The value of '${name}' is not valid.`, `${name} ${why}`);
}
