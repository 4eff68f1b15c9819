import type { NewEntry } from "./live-api.ts";

/** The names under which a run may have made something at a target: what is told when there is no time to look and to remove it. */
export class Ledger {
  readonly #standing = new Map<string, string>();

  /** Noted before anything is sent: the answer may be lost. */
  note({ name, container }: Pick<NewEntry, "name" | "container">, address: string): void {
    this.#standing.set(name, `${name} in ${container} at ${address}`);
  }

  /** Nothing stands any more whose name begins so. */
  strike(mark: string): void {
    for (const name of this.#standing.keys()) if (name.startsWith(mark)) this.#standing.delete(name);
  }

  /** What may stand, a line for each. */
  lines(): string[] {
    return [...this.#standing.values()];
  }
}
