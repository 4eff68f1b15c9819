import type { RowResult } from "./line.ts";
import type { Load } from "./load.ts";
import type { Machine } from "./machine.ts";
import type { Refusals } from "./refusals.ts";

/** How long and how often. */
export interface Settings {
  readonly quick: boolean;
  /** Alternating rounds under load. */
  readonly rounds: number;
  /** Seconds of load for each subject in a round, and before the first one. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How often a process is started to time its start. */
  readonly starts: number;
  /** Requests that fill the journal and the audit before memory is looked at. */
  readonly fillingRequests: number;
  /** Processes that are weighed, each beside a control of its own. */
  readonly memoryRounds: number;
  /** How often the contract is run in each way. */
  readonly contractRuns: number;
  /** Sandboxes forked to weigh one. */
  readonly forks: number;
}

export const FULL: Settings = {
  quick: false,
  rounds: 5,
  seconds: 2,
  warmUpSeconds: 2,
  starts: 15,
  fillingRequests: 40_000,
  memoryRounds: 3,
  contractRuns: 5,
  forks: 5000,
};

export const QUICK: Settings = {
  quick: true,
  rounds: 3,
  seconds: 0.5,
  warmUpSeconds: 0.5,
  starts: 3,
  fillingRequests: 12_000,
  memoryRounds: 1,
  contractRuns: 1,
  forks: 500,
};

/** What every row works with. */
export interface Context {
  /** The project's folder. */
  readonly root: string;
  /** A folder of this run alone: fixtures, certificates, profiles. */
  readonly folder: string;
  readonly machine: Machine;
  readonly settings: Settings;
  readonly load: Load;
  /** This program's own file, for what is measured in a fresh process of it. */
  readonly program: string;
  /** Writes down what was refused before something was timed. */
  noteRefusals(refusals: Refusals): void;
}

/** Some numbers that belong together. */
export interface Row {
  /** What `--only` and `--profile` take. */
  readonly id: string;
  readonly title: string;
  run(context: Context): Promise<RowResult>;
  /** What a profile of it shows: time, or for a row about memory what holds it. */
  readonly profiles: "cpu" | "heap";
  /** Runs what is measured once, alone, in a process that has these flags of Node's. */
  profile(context: Context, flags: readonly string[]): Promise<void>;
}
