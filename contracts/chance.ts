/** Chance that a seed repeats: the order of the checks and the values that they plant. */
export class Chance {
  #state: number;

  /** `seed` and `name` together say what comes out, so that a check gets the same values whichever checks run before it. */
  constructor(seed: number, name: string) {
    // FNV-1a over the name, so that near names lie far apart.
    this.#state = [...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed | 0);
  }

  /** A copy in a random order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, at: this.#next() }))
      .sort((one, other) => one.at - other.at)
      .map(({ item }) => item);
  }

  /** So many lower-case hexadecimal digits. */
  hex(length: number): string {
    let text = "";
    while (text.length < length) text += this.#next().toString(16).padStart(8, "0");
    return text.slice(0, length);
  }

  /** The splitmix32 generator: 32 bits a step. */
  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return (bits ^ (bits >>> 15)) >>> 0;
  }
}
