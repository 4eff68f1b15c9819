import type { Level } from "./check.ts";

/** How a check ended: `error` is trouble of the harness, of which the connector is innocent. */
export type Outcome = "passed" | "failed" | "skipped" | "error";

/** A request that the vault saw during a check, without secrets. */
export interface RequestSeen {
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

/** What became of one check. */
export interface CheckResult {
  readonly id: string;
  readonly level: Level;
  readonly outcome: Outcome;
  readonly intent: string;
  readonly promise: string;
  readonly source: string;
  readonly milliseconds: number;
  /** What was seen, or why it was skipped; absent when it passed. */
  readonly message?: string;
  /** What to mend; with a failure. */
  readonly fix?: string;
  /** With a failure or an error. */
  readonly requests?: readonly RequestSeen[];
  /** What the connector wrote to its streams, with a failure or an error: the last of it. */
  readonly output?: string;
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
  /** How many checks of that level, and of those below it, were skipped; beside `level`. */
  readonly skippedUpToLevel?: number;
  /** What was created and could not be removed. */
  readonly leftovers: readonly string[];
  readonly interrupted: boolean;
}

/** The codes that a run ends with. */
export const EXIT_CODES = { passed: 0, failed: 1, usage: 2, nothingRan: 3, unreachable: 4, interrupted: 130 } as const;

/** The code that says how a run went. */
export function exitCodeOf({ counts, interrupted, leftovers }: RunResult): number {
  if (interrupted) return EXIT_CODES.interrupted;
  if (counts.failed + counts.error + leftovers.length > 0) return EXIT_CODES.failed;
  return counts.passed === 0 ? EXIT_CODES.nothingRan : EXIT_CODES.passed;
}
