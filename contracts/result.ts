import type { Level } from "./check.ts";
import type { Capability } from "./port.ts";

/** How a check can end. */
export const OUTCOMES = ["passed", "failed", "known", "skipped", "bypassed", "error"] as const;

/**
 * How a check ended: `known` is a failure that the configuration expects, `bypassed` a check that it leaves out, `error` trouble of the
 * harness, of which the connector is innocent.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** A request that the vault saw during a check, without secrets. */
export interface RequestSeen {
  /** The vault's time, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly target: string;
  readonly channel: string;
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  /** Whose credential came with it, and where it was: `header`, `query`, `body`. */
  readonly credential?: string;
  readonly carrier?: string;
  /** Why the vault refused it. */
  readonly reason?: string;
  /** The faults that were in play. */
  readonly faults: readonly string[];
}

/** A vault that stays open after its check, until the run ends. */
export interface HeldVault {
  readonly address: string;
  readonly sandbox: string;
  /** The authority's certificate that the connector was given; with https only. */
  readonly caFile?: string;
}

/** What explains a result. */
export interface Evidence {
  /** What the check did to the vault's answers and its clock, in order; with a failure or an error. */
  readonly inPlay?: readonly string[];
  /** With a failure or an error. */
  readonly requests?: readonly RequestSeen[];
  /** What the connector wrote to its streams, with a failure or an error: the last of it. */
  readonly output?: string;
}

/** What became of one check. */
export interface CheckResult extends Evidence {
  readonly id: string;
  readonly level: Level;
  readonly outcome: Outcome;
  readonly intent: string;
  readonly promise: string;
  readonly source: string;
  readonly milliseconds: number;
  /** What was seen, or why it was skipped or bypassed; absent when it passed. */
  readonly message?: string;
  /** Why the failure is expected; with `known` alone. */
  readonly reason?: string;
  /** What to mend; with a failure. */
  readonly fix?: string;
  /** The checks in which secrets got out, where not in this one alone. */
  readonly seenIn?: readonly string[];
  /** Where the check's vault is still open, when it was to be held. */
  readonly held?: HeldVault;
}

/** What came of a run. */
export interface RunResult {
  readonly product: string;
  readonly connector: { readonly name: string; readonly version: string };
  readonly seed: number;
  readonly concurrency: number;
  readonly scheme: "https" | "http";
  /** The address of the real product that it ran against; absent with mocks. */
  readonly target?: string;
  /** Without the time for which vaults were held open. */
  readonly milliseconds: number;
  /** In the contract's order, whatever order they ran in. */
  readonly results: readonly CheckResult[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /**
   * The highest level of which something passed and nothing failed, all below it included. Absent when core failed, and when not all
   * checks were asked for or the run was interrupted.
   */
  readonly level?: Level;
  /** How many checks of that level, and of those below it, were skipped or bypassed; beside `level`. */
  readonly skippedUpToLevel?: number;
  /** Declared capabilities that no check called upon; known only after a run of all checks. */
  readonly unexercised?: readonly Capability[];
  /** What was created and could not be removed. */
  readonly leftovers: readonly string[];
  /** What else fails the run, beside its checks. */
  readonly problems: readonly string[];
  readonly interrupted: boolean;
  /** How many checks were not run after the first failure, when that was to end the run. */
  readonly notRun?: number;
}

/** The codes that a run ends with. */
export const EXIT_CODES = { passed: 0, failed: 1, usage: 2, nothingRan: 3, unreachable: 4, interrupted: 130 } as const;

/** Whether a result is a reason to look into the connector or the harness, and carries what explains it. */
export function isTrouble({ outcome }: Pick<CheckResult, "outcome">): boolean {
  return outcome === "failed" || outcome === "error";
}

/** The code that says how a run went. */
export function exitCodeOf({ counts, interrupted, leftovers, problems }: RunResult): number {
  if (interrupted) return EXIT_CODES.interrupted;
  if (counts.failed + counts.error + leftovers.length + problems.length > 0) return EXIT_CODES.failed;
  return counts.passed + counts.known === 0 ? EXIT_CODES.nothingRan : EXIT_CODES.passed;
}
