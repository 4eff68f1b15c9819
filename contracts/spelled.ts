/** Where a text stands in another one. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A letter or digit with an escape in its place: no usual encoder writes one, but one that escapes everything does. */
const ESCAPED_LETTER = /%(?:3\d|[46][1-9a-f]|[57][\da])|\\{1,2}u00(?:3\d|[46][1-9a-f]|[57][\da])/gi;
const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t" };
/** What JSON and languages put a backslash before, up to three when it is JSON in JSON. */
const BACKSLASHED = new Set(['"', "'", "/"]);

/**
 * A text in whatever way encoders write it: each of its characters by itself, as `%XX` of its bytes, as `\uXXXX` or with a short escape,
 * also where JSON stands in JSON; a space as `+` too. Letters and digits are looked for as they are: see `withPlainLetters`.
 */
export class Spelled {
  /** Piece by piece, each in all its spellings; neighbouring letters and digits are one piece. */
  readonly #pieces: readonly (readonly string[])[];
  /** The piece that is looked for first: the one that is least likely to be there by chance. */
  readonly #rarest: number;

  constructor(text: string) {
    this.#pieces = (text.match(/[a-z0-9]+|[^a-z0-9]/giu) ?? []).map(spellingsOf);
    const lengths = this.#pieces.map((spellings) => (spellings.length === 1 ? (spellings[0]?.length ?? 0) : 0));
    this.#rarest = lengths.reduce((best, length, at) => (length > (lengths[best] ?? 0) ? at : best), 0);
  }

  /** The first place from there on; undefined when there is none. */
  findIn(text: string, start = 0): Place | undefined {
    let first: Place | undefined;
    for (const spelling of this.#pieces[this.#rarest] ?? []) {
      for (let at = text.indexOf(spelling, start); at !== -1; at = text.indexOf(spelling, at + 1)) {
        if (first && at > first.to) break;
        const from = this.#reach(text, at, -1);
        const to = from === undefined ? undefined : this.#reach(text, at + spelling.length, 1);
        if (from === undefined || to === undefined || from < start) continue;
        if (!first || from < first.from) first = { from, to };
        break;
      }
    }
    return first;
  }

  /** Where the pieces on one side of the rarest one end, at the farthest; a character may be read in several ways. */
  #reach(text: string, start: number, step: 1 | -1): number | undefined {
    let ends = [start];
    for (let at = this.#rarest + step; at >= 0 && at < this.#pieces.length && ends.length > 0; at += step) {
      const next = new Set<number>();
      for (const end of ends) {
        for (const spelling of this.#pieces[at] ?? []) {
          const from = step === 1 ? end : end - spelling.length;
          if (from >= 0 && text.startsWith(spelling, from)) next.add(step === 1 ? from + spelling.length : from);
        }
      }
      ends = [...next];
    }
    return ends.length === 0 ? undefined : ends.reduce((one, other) => (step === 1 ? Math.max : Math.min)(one, other));
  }
}

/** The text with its letters and digits as themselves; undefined when all of them are already. */
export function withPlainLetters(text: string): string | undefined {
  const plain = text.replace(ESCAPED_LETTER, (code) => String.fromCharCode(Number.parseInt(code.slice(-2), 16)));
  return plain === text ? undefined : plain;
}

const spelled = new Map<string, readonly string[]>();

function spellingsOf(piece: string): readonly string[] {
  if (/^[a-z0-9]/i.test(piece)) return [piece];
  let spellings = spelled.get(piece);
  if (spellings === undefined) {
    spellings = spell(piece);
    spelled.set(piece, spellings);
  }
  return spellings;
}

function spell(character: string): string[] {
  const bytes = Buffer.from(character).toString("hex").match(/../g) ?? [];
  const units = character.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  const inCases = (codes: readonly string[], before: string) =>
    [codes, codes.map((code) => code.toUpperCase())].map((same) => same.map((code) => before + code).join(""));
  const short = SHORT_ESCAPES[character];
  return [
    ...new Set([
      character,
      ...inCases(bytes, "%"),
      ...inCases(units, "\\u"),
      ...inCases(units, "\\\\u"),
      ...(character === " " ? ["+"] : []),
      ...(character === "\\" ? ["\\\\", "\\\\\\\\"] : []),
      ...(BACKSLASHED.has(character) ? ["\\", "\\\\", "\\\\\\"].map((slashes) => slashes + character) : []),
      ...(short === undefined ? [] : [`\\${short}`, `\\\\${short}`]),
    ]),
  ];
}
