/** A secret that showed where none may be. */
export interface Sighting {
  readonly what: "a secret's value" | "the credential";
  /** How it was written down. */
  readonly form: string;
}

interface Canary {
  readonly what: Sighting["what"];
  readonly forms: readonly { readonly name: string; readonly text: string }[];
}

/** A shorter text would be found by chance, and masking it would take ordinary words away. */
const SHORTEST = 8;

/** The secrets in play in one run, in every form in which they could be written down. */
export class Canaries {
  readonly #all = new Map<string, Canary>();

  /** Adds a value that must show nowhere; what is too short to be told from ordinary text is left out. */
  add(what: Sighting["what"], value: string): void {
    if (value.trim().length < SHORTEST || this.#all.has(value)) return;
    this.#all.set(value, { what, forms: formsOf(value) });
  }

  /** The secrets that a text holds, each once. */
  find(text: string): Sighting[] {
    const sightings: Sighting[] = [];
    for (const { what, forms } of this.#all.values()) {
      const form = forms.find((one) => text.includes(one.text));
      if (form) sightings.push({ what, form: form.name });
    }
    return sightings;
  }

  /** The text with `***` for every secret in any of its forms. */
  mask(text: string): string {
    let masked = text;
    for (const { forms } of this.#all.values()) {
      for (const form of forms) masked = masked.replaceAll(form.text, "***");
    }
    return masked;
  }
}

function formsOf(value: string): Canary["forms"] {
  const bytes = Buffer.from(value);
  const percent = encodeURIComponent(value);
  const inJson = JSON.stringify(value).slice(1, -1);
  const inBase64 = [0, 1, 2].map((offset) => base64Core(bytes, offset));
  const forms = [
    { name: "plain", text: value },
    { name: "JSON", text: inJson },
    { name: "JSON in JSON", text: JSON.stringify(inJson).slice(1, -1) },
    { name: "URL-encoded", text: percent },
    { name: "URL-encoded", text: percent.replaceAll("%20", "+") },
    { name: "URL-encoded", text: percent.replace(/%../g, (code) => code.toLowerCase()) },
    { name: "hexadecimal", text: bytes.toString("hex") },
    { name: "hexadecimal", text: bytes.toString("hex").toUpperCase() },
    ...inBase64.map((text) => ({ name: "base64", text })),
    ...inBase64.map((text) => ({ name: "base64url", text: text.replaceAll("+", "-").replaceAll("/", "_") })),
  ];
  const seen = new Set<string>();
  return forms.filter(({ text }) => text.length >= SHORTEST && !seen.has(text) && seen.add(text));
}

/** What of a value's base64 stays the same when so many bytes stand before it and any number behind it. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(first, last);
}
