import { Spelled, withPlainLetters } from "./spelled.ts";

/** A secret that showed where none may be. */
export interface Sighting {
  readonly what: "a secret's value" | "the credential" | "a secret setting";
  /** How it was written down. */
  readonly form: string;
}

interface Canary {
  readonly what: Sighting["what"];
  readonly value: string;
  readonly forms: readonly Form[];
}

interface Form {
  /** Absent for the value itself: how it is escaped shows where it is found. */
  readonly name?: string;
  readonly spelled: Spelled;
}

/** A shorter text would be found by chance, and masking it would take ordinary words away. In characters. */
export const SHORTEST_SECRET = 8;

/** Whether a value cannot be told from ordinary text, so that it would neither be found nor masked. */
export function isTooShort(value: string): boolean {
  return value.trim().length < SHORTEST_SECRET;
}

/** The secrets in play in one run, in every form in which they could be written down. */
export class Canaries {
  readonly #known = new Set<string>();
  /** The longest first: one may stand in another, and half a secret is one that no mask knows. */
  readonly #all: Canary[] = [];

  /** Adds a value that must show nowhere; one that is too short is left out. */
  add(what: Sighting["what"], value: string): void {
    if (isTooShort(value) || this.#known.has(value)) return;
    this.#known.add(value);
    const after = this.#all.findIndex((one) => one.value.length < value.length);
    this.#all.splice(after === -1 ? this.#all.length : after, 0, { what, value, forms: formsOf(value) });
  }

  /** The secrets that a text holds, each once. */
  find(text: string): Sighting[] {
    const plain = withPlainLetters(text);
    return this.#all.flatMap(
      (canary) => sight(canary, text) ?? (plain === undefined ? [] : (sight(canary, plain) ?? [])),
    );
  }

  /** The text with `***` for every secret in any of its forms. */
  mask(text: string): string {
    const masked = this.#replace(text);
    const plain = withPlainLetters(masked);
    if (plain === undefined) return masked;
    const again = this.#replace(plain);
    return again === plain ? masked : again;
  }

  #replace(text: string): string {
    let masked = text;
    for (const { forms } of this.#all) {
      for (const { spelled } of forms) masked = replaceIn(masked, spelled);
    }
    return masked;
  }
}

function sight({ what, value, forms }: Canary, text: string): Sighting | undefined {
  for (const { name, spelled } of forms) {
    const place = spelled.findIn(text);
    if (place) return { what, form: name ?? tellEscapes(text.slice(place.from, place.to), value) };
  }
  return undefined;
}

function tellEscapes(written: string, value: string): string {
  if (written === value) return "plain";
  return written.includes("\\") ? "JSON" : "URL-encoded";
}

function replaceIn(text: string, spelled: Spelled): string {
  let place = spelled.findIn(text);
  if (!place) return text;
  let masked = "";
  let done = 0;
  for (; place; place = spelled.findIn(text, done)) {
    masked += `${text.slice(done, place.from)}***`;
    done = place.to;
  }
  return masked + text.slice(done);
}

function formsOf(value: string): Form[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString("hex");
  const inBase64 = [0, 1, 2].map((offset) => base64Core(bytes, offset));
  const forms = [
    { text: value },
    { name: "hexadecimal", text: hex },
    { name: "hexadecimal", text: hex.toUpperCase() },
    ...inBase64.map((text) => ({ name: "base64", text })),
    ...inBase64.map((text) => ({ name: "base64url", text: text.replaceAll("+", "-").replaceAll("/", "_") })),
  ];
  const seen = new Set<string>();
  const different = forms.filter(({ text }) => !seen.has(text) && seen.add(text));
  return different.map(({ text, ...form }) => ({ ...form, spelled: new Spelled(text) }));
}

/** What of a value's base64 stays the same when so many bytes stand before it and any number behind it. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(first, last);
}
