import { type Check, LEVELS, type Level } from "./check.ts";
import type { Vault } from "./vault.ts";

/** Which checks of a contract are wanted. */
export interface Selection {
  /** Ids, in which `*` stands for any text; all when absent. */
  readonly only?: readonly string[] | undefined;
  /** The highest level that is wanted. */
  readonly level?: Level | undefined;
}

/** The checks that are wanted, in the contract's order. */
export function selectChecks<Kind extends Vault>(checks: readonly Check<Kind>[], selection: Selection): Check<Kind>[] {
  const { only, level = "hardened" } = selection;
  const highest = LEVELS.indexOf(level);
  return checks.filter(
    (check) => LEVELS.indexOf(check.level) <= highest && (only?.some((pattern) => fitsId(check.id, pattern)) ?? true),
  );
}

/** The patterns that fit no check. */
export function findIdlePatterns(checks: readonly Check<never>[], only: readonly string[] = []): string[] {
  return only.filter((pattern) => !checks.some(({ id }) => fitsId(id, pattern)));
}

/** Whether an id is meant by a pattern, in which `*` stands for any text. */
export function fitsId(id: string, pattern: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(id);
}
