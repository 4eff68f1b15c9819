/** Hands out the ids of a fixture's rows in their order: its own to one that names it, else the next that no row names. */
export class IdSequence {
  readonly #named: ReadonlySet<number | undefined>;
  #next: number;

  constructor(rows: readonly ({ readonly id?: number | undefined } | undefined)[], first = 1) {
    this.#named = new Set(rows.map((row) => row?.id));
    this.#next = first;
  }

  take(id?: number): number {
    if (id === undefined) while (this.#named.has(this.#next)) this.#next += 1;
    const taken = id ?? this.#next;
    this.#next = Math.max(this.#next, taken + 1);
    return taken;
  }
}
