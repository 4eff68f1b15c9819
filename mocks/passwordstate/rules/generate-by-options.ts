import type { Chance } from "../../../src/engine/chance.ts";
import { type CharacterCriteria, charactersOf, generatePassword } from "./generate-password.ts";
import { WORDS } from "./words.ts";

/** Everything that a call can ask of its passwords; see `docs/products/passwordstate.md#generator`. */
export interface GeneratorOptions extends CharacterCriteria {
  readonly includeAlphaSpecial: boolean;
  readonly includeWordPhrases: boolean;
  readonly numberOfWords: number;
  /** 0 is any length. */
  readonly maxWordLength: number;
  /** Where the words go: before the rest, behind it, or amid it. */
  readonly prefixAppend: "P" | "A" | "I";
  /** What stands between words: a space, a dash, or nothing. */
  readonly separateWords: "S" | "D" | "N";
  /** Wins over words, lengths and kinds, when there is one. */
  readonly pattern?: string | undefined;
}

const SEPARATORS = { S: " ", D: "-", N: "" } as const;

/** Why options leave nothing to make a password of; absent when they do not. */
export function findNothingLeft(options: GeneratorOptions): string | undefined {
  const { pattern, includeAlphaSpecial, includeWordPhrases } = options;
  const noWords = wordsFor(options).length === 0;
  if (pattern !== undefined) {
    const kinds = patternKinds(options);
    const empty = [...pattern].find((letter) => (letter === "w" ? noWords : kinds[letter] === ""));
    return empty === undefined ? undefined : `nothing is left that '${empty}' of the pattern could stand for`;
  }
  if (!includeAlphaSpecial && !includeWordPhrases) return "neither characters nor words are asked for";
  const noCharacters = Object.values(charactersOf(options)).join("") === "";
  if (includeAlphaSpecial && noCharacters) return "no character is left to draw";
  return includeWordPhrases && noWords ? "no word is that short and free of ExcludeChars" : undefined;
}

/** Passwords by options that leave something to make them of (`generator-criteria`). */
export function generateByOptions(options: GeneratorOptions, count: number, chance: Chance): string[] {
  const make = options.pattern === undefined ? phraseMaker(options, chance) : patternMaker(options, chance);
  return Array.from({ length: count }, make);
}

/** Characters, words, or both. */
function phraseMaker(options: GeneratorOptions, chance: Chance): () => string {
  if (!options.includeWordPhrases) return () => generatePassword(options, chance);
  const words = wordsFor(options);
  const separator = SEPARATORS[options.separateWords];
  return () => {
    const phrase = Array.from({ length: options.numberOfWords }, () => chance.pick(words)).join(separator);
    if (!options.includeAlphaSpecial) return phrase;
    const characters = generatePassword(options, chance);
    const at = { P: 0, A: characters.length, I: chance.whole(1, characters.length - 1) }[options.prefixAppend];
    return [characters.slice(0, at), phrase, characters.slice(at)].filter(Boolean).join(separator);
  };
}

/** Each letter of the pattern replaced by one of what it stands for. */
function patternMaker(options: GeneratorOptions, chance: Chance): () => string {
  const letters = [...(options.pattern ?? "")];
  const kinds = patternKinds(options);
  const words = wordsFor(options);
  const draw = (letter: string) => {
    if (letter === "w") return chance.pick(words);
    const kind = kinds[letter];
    return kind === undefined ? letter : chance.pick(kind);
  };
  return () => letters.map(draw).join("");
}

/** What the letters of a pattern stand for; anything else stands for itself (`generator-pattern`). */
function patternKinds(options: GeneratorOptions): Readonly<Record<string, string>> {
  const every = {
    lowerCaseChars: true,
    upperCaseChars: true,
    numericChars: true,
    specialChars: true,
    bracketChars: true,
  };
  const { lower, upper, digits, special, brackets } = charactersOf({ ...options, ...every });
  return { l: lower, u: upper, n: digits, s: special, b: brackets };
}

function wordsFor({ maxWordLength, excludeChars = "" }: GeneratorOptions): string[] {
  const fits = (word: string) => maxWordLength === 0 || word.length <= maxWordLength;
  return WORDS.filter((word) => fits(word) && ![...word].some((letter) => excludeChars.includes(letter)));
}
