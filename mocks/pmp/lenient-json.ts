/** More nesting than this is nobody's request. */
const DEEPEST = 64;
/** A text as large as the largest body may be; a longer one is read the strict way only. */
const LONGEST = 5_000_000;

/** A number of so many digits that JavaScript would round it, perhaps within a text. */
const LONG_NUMBER = /[:[,]\s*-?\d{16}/;

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Reads a JSON document as Java's org.json does: single quotes, words without quotes, `=` for `:`, `;` for `,`, and anything behind
 * the document. Undefined when there is no document. `None` and `null` are null. See `docs/products/pmp.md#request-format`.
 */
export function readLenientJson(text: string): unknown {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{")) return undefined;
  const losesDigits = trimmed.length <= LONGEST && LONG_NUMBER.test(trimmed);
  try {
    const document: unknown = JSON.parse(trimmed);
    if (!losesDigits) return isTooDeep(document, 0) ? undefined : document;
  } catch {
    if (trimmed.length > LONGEST) return undefined;
  }
  try {
    return new Reader(trimmed).value(0);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether something is nested deeper than what reads it afterwards can follow. */
function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth > DEEPEST || Object.values(value).some((member) => isTooDeep(member, depth + 1));
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): unknown {
    if (depth > DEEPEST) throw new SyntaxError("too deep");
    const first = this.#peek();
    if (first === "{") return this.#object(depth);
    if (first === "[" || first === "(") return this.#array(depth);
    if (first === '"' || first === "'") return this.#quoted();
    return toWord(this.#word());
  }

  #object(depth: number): Record<string, unknown> {
    // Without a prototype: a member may have any name.
    const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.#at += 1;
    while (this.#peek() !== "}") {
      const name = this.#peek() === '"' || this.#peek() === "'" ? this.#quoted() : this.#word();
      const mark = this.#peek();
      if (mark !== ":" && mark !== "=") throw new SyntaxError("no value");
      this.#at += mark === "=" && this.#text[this.#at + 1] === ">" ? 2 : 1;
      members[name] = this.value(depth + 1);
      if (!this.#skipSeparator("}")) break;
    }
    this.#expect("}");
    return members;
  }

  #array(depth: number): unknown[] {
    const end = this.#text[this.#at] === "[" ? "]" : ")";
    const items: unknown[] = [];
    this.#at += 1;
    while (this.#peek() !== end) {
      items.push(this.value(depth + 1));
      if (!this.#skipSeparator(end)) break;
    }
    this.#expect(end);
    return items;
  }

  /** Whether another member or item follows. */
  #skipSeparator(end: string): boolean {
    const mark = this.#peek();
    if (mark === end) return false;
    if (mark !== "," && mark !== ";") throw new SyntaxError("no separator");
    this.#at += 1;
    return true;
  }

  #quoted(): string {
    const quote = this.#text[this.#at] ?? "";
    let content = "";
    let from = this.#at + 1;
    for (let at = from; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === quote) {
        this.#at = at + 1;
        return content + this.#text.slice(from, at);
      }
      if (character !== "\\") continue;
      const [value, length] = this.#escape(at + 1);
      content += this.#text.slice(from, at) + value;
      at += length;
      from = at + 1;
    }
    throw new SyntaxError("a text without an end");
  }

  #escape(at: number): readonly [value: string, length: number] {
    const letter = this.#text[at] ?? "";
    if (letter !== "u" && letter !== "x") return [ESCAPES[letter] ?? letter, 1];
    const digits = this.#text.slice(at + 1, at + (letter === "u" ? 5 : 3));
    if (!/^(?:[0-9a-f]{4}|[0-9a-f]{2})$/i.test(digits)) throw new SyntaxError("a bad escape");
    return [String.fromCharCode(Number.parseInt(digits, 16)), 1 + digits.length];
  }

  #word(): string {
    this.#peek();
    const from = this.#at;
    while (this.#at < this.#text.length && !/[,:\]}/\\"[{;=#()]/.test(this.#text[this.#at] ?? "")) this.#at += 1;
    const word = this.#text.slice(from, this.#at).trim();
    if (word === "") throw new SyntaxError("no value");
    return word;
  }

  #expect(mark: string): void {
    if (this.#peek() !== mark) throw new SyntaxError(`no ${mark}`);
    this.#at += 1;
  }

  /** The next character that is no blank. */
  #peek(): string | undefined {
    while (this.#at < this.#text.length && (this.#text[this.#at] ?? "") <= " ") this.#at += 1;
    return this.#text[this.#at];
  }
}

/** A word without quotes: `None` and `null` mean "not given" (`python-none`), all others are texts. */
function toWord(word: string): string | null {
  return word === "None" || word === "null" ? null : word;
}
