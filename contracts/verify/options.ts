import type { Writable } from "node:stream";
import type { ControlClient } from "../../src/control/client.ts";
import type { AdapterChoice } from "../adapters/choose-adapter.ts";
import type { Ledger } from "../live/ledger.ts";
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
  /** Not needed with `target`. */
  readonly control?: ControlClient | undefined;
  /** The address of a real product to run against. The command line goes before the configuration, member by member. */
  readonly target?: string | undefined;
  /** A file with the authority's certificate, for the target. */
  readonly caFile?: string | undefined;
  /** The environment variable that holds the target's credential. */
  readonly credentialEnv?: string | undefined;
  /** Where at the target secrets are made, and where a missing one is looked for. */
  readonly container?: string | undefined;
  /** Whether secrets may be made at the target; takes `prefix` and `container`. */
  readonly allowWrites?: boolean | undefined;
  /** What the names of all that is made at the target begin with. */
  readonly prefix?: string | undefined;
  /** Where secrets are read from: this process's environment when absent. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Notes what may stand at the target, for whoever has to leave in a hurry. */
  readonly ledger?: Ledger | undefined;
  readonly out: Writable;
  /** Ends the run, or the holding. Absent: Ctrl-C does. */
  readonly signal?: AbortSignal | undefined;
}
