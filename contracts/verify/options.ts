import type { Writable } from "node:stream";
import type { ControlClient } from "../../src/control/client.ts";
import type { AdapterChoice } from "../adapters/choose-adapter.ts";
import type { Selection } from "../select-checks.ts";

/** What `fauxvault verify` was asked for. Times are in milliseconds. */
export interface VerifyOptions extends Selection, AdapterChoice {
  /** With a connector: the product whose contract it is. Without: a connector of the configuration; all of them when absent. */
  readonly product?: string | undefined;
  /** The configuration; the one in this folder when absent. */
  readonly config?: string | undefined;
  readonly seed?: number | undefined;
  /** How often all is run, each time with the next seed. */
  readonly repeat?: number | undefined;
  /** Ends at the first failure. */
  readonly bail?: boolean | undefined;
  /** A process of its own for each check. */
  readonly isolate?: boolean | undefined;
  /** Keeps the vaults of failed checks open until `signal` says so. */
  readonly hold?: boolean | undefined;
  /** Reports as `FORMAT=FILE`, or `FORMAT` for standard output in place of the text. */
  readonly reports?: readonly string[] | undefined;
  /** A file for the report as JSON, or `true` for JSON in place of the text. */
  readonly json?: string | boolean | undefined;
  /** What one check may take. */
  readonly timeLimit?: number | undefined;
  readonly concurrency?: number | undefined;
  /** Whether the connector is given an http address. */
  readonly http?: boolean | undefined;
  readonly control: ControlClient;
  readonly out: Writable;
  /** Ends the run, or the holding. Absent: Ctrl-C does. */
  readonly signal?: AbortSignal | undefined;
}
