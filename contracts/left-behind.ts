import { ContractsError } from "./contracts-error.ts";

/** A run broke off, and what it had made could not all be removed. */
export class LeftBehind extends ContractsError {
  /** `leftovers` as in a run's result; `cause` is why it broke off. */
  constructor(leftovers: readonly string[], cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super([why, ...leftovers.map((leftover) => `Left behind: ${leftover}`)].join("\n"), { cause });
  }
}
