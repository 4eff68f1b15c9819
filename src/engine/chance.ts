/** Where a generator stands: the whole of it, so that fork, snapshot, rewind and roll-back carry it. */
export interface ChanceState {
  readonly seed: number;
  readonly drawn: number;
}

const GOLDEN = 0x9e3779b9;

/**
 * Seeded chance, counter-based: the n-th draw depends on the seed and n alone.
 * Not for secrets that must hold against anybody: a fake's keys are meant to be the same on every machine.
 */
export class Chance {
  #seed: number;
  #drawn: number;

  constructor(state: ChanceState) {
    this.#seed = state.seed >>> 0;
    this.#drawn = state.drawn;
  }

  /** A generator of the same seed for one purpose alone: what is drawn from it, the others of that seed do not notice. */
  static for(purpose: string, seed: number): Chance {
    let mixed = seed >>> 0;
    for (let at = 0; at < purpose.length; at += 1) {
      mixed = Math.imul(mixed ^ purpose.charCodeAt(at), 0x01000193);
      mixed = (mixed ^ (mixed >>> 15)) >>> 0;
    }
    return new Chance({ seed: mixed, drawn: 0 });
  }

  /** How many draws were made; changes whenever the state does. */
  get drawn(): number {
    return this.#drawn;
  }

  state(): ChanceState {
    return { seed: this.#seed, drawn: this.#drawn };
  }

  restore(state: ChanceState): void {
    this.#seed = state.seed >>> 0;
    this.#drawn = state.drawn;
  }

  /** Forgets the draws beyond so many. */
  takeBack(drawn: number): void {
    this.#drawn = drawn;
  }

  /** The next 32 bits, as an unsigned integer. */
  bits(): number {
    this.#drawn += 1;
    // Two rounds of a 32-bit finalizer over (seed, counter): passes for everyday use, costs nanoseconds.
    let x = (this.#seed ^ Math.imul(this.#drawn, GOLDEN)) >>> 0;
    for (let round = 0; round < 2; round += 1) {
      x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
      x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
      x = (x ^ (x >>> 16) ^ this.#seed) >>> 0;
    }
    return x >>> 0;
  }

  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number {
    return (this.bits() * 0x200000 + (this.bits() >>> 11)) / 0x20000000000000;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  /** One of the values; there must be at least one. */
  pick<T>(values: ArrayLike<T>): T {
    return values[this.whole(0, values.length - 1)] as T;
  }

  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string {
    let digits = "";
    while (digits.length < length) digits += this.bits().toString(16).padStart(8, "0");
    return digits.slice(0, length);
  }
}
