import type { CheckResult, RunResult } from "../result.ts";

/** One run as it is reported. */
export interface ReportedRun {
  /** What the connector is called in the configuration; the product's name where there is none. */
  readonly name: string;
  /** The contract's name for people: `Passwordstate`. */
  readonly title: string;
  readonly run: RunResult;
  /** The command that runs one check again. */
  readonly again: (result: CheckResult) => string;
}

/** What kept a connector from being run. */
export interface Trouble {
  readonly name: string;
  readonly message: string;
}

/** All that one call of `verify` came to; without a secret. */
export interface Report {
  readonly runs: readonly ReportedRun[];
  readonly troubles: readonly Trouble[];
  readonly exitCode: number;
}
