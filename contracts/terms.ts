import type { Capability } from "./port.ts";
import type { CheckResult } from "./result.ts";
import { fitsId } from "./select-checks.ts";

/** A failure that is known, and why it is lived with. */
export interface KnownFailure {
  /** An id, in which `*` stands for any text. */
  readonly check: string;
  readonly reason: string;
}

/** A check that is left out for a while. */
export interface Bypass extends KnownFailure {
  /** The last day on which it is left out: `2026-12-31`. */
  readonly until: string;
}

/** What is agreed on for one connector, beside the contract itself. */
export interface Terms {
  /** Checks that are known to fail. One that passes fails the run: the entry has had its time. */
  readonly expect?: readonly KnownFailure[] | undefined;
  readonly bypass?: readonly Bypass[] | undefined;
  /** What single checks may take, in milliseconds, by id; the first that fits holds. */
  readonly timeLimits?: Readonly<Record<string, number>> | undefined;
  /** What the connector has to declare: no more and no less. Not looked at when absent. */
  readonly capabilities?: readonly Capability[] | undefined;
  /** Settings of the connector's own; the contract's are given beside them. */
  readonly settings?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Why a check is left out; undefined when it is not. */
export function whyBypassed({ bypass = [] }: Terms, id: string): string | undefined {
  const entry = bypass.find(({ check }) => fitsId(id, check));
  return entry && `${entry.reason} (until ${entry.until})`;
}

/** What a check may take. */
export function timeLimitOf({ timeLimits = {} }: Terms, id: string, otherwise: number): number {
  const entry = Object.entries(timeLimits).find(([pattern]) => fitsId(id, pattern));
  return entry?.[1] ?? otherwise;
}

/** A result in the light of what is known to fail. */
export function judgeByTerms(result: CheckResult, { expect = [] }: Terms): CheckResult {
  const entry = expect.find(({ check }) => fitsId(result.id, check));
  if (!entry) return result;
  if (result.outcome === "failed") return { ...result, outcome: "known", reason: entry.reason };
  if (result.outcome !== "passed") return result;
  const message = `It passed, though it is expected to fail: ${entry.reason}`;
  return { ...result, outcome: "failed", message, fix: "Take the check out of what is expected to fail" };
}

/** How a connector's declaration differs from what was agreed on. */
export function findDifferences({ capabilities }: Terms, declared: readonly Capability[]): string[] {
  if (!capabilities) return [];
  const missing = capabilities.filter((one) => !declared.includes(one));
  const surplus = declared.filter((one) => !capabilities.includes(one));
  return [
    ...missing.map((one) => `The connector no longer declares ${one}, so the checks that need it were skipped.`),
    ...surplus.map((one) => `The connector declares ${one}, which was not agreed on.`),
  ];
}
