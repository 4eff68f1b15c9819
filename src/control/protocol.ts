import type { ClockSetting } from "../engine/clock.ts";
import type { CoverageRow } from "../http/coverage-row.ts";
import type { JournalView } from "../http/journal-shape.ts";

/** What the control API's JSON looks like, for its server, its client and everybody who reads the answers. */

/** That a fauxvault is there and ready: its control API answers once its doors are open. */
export interface HealthInfo {
  readonly ready: true;
  readonly version: string;
}

/** A port that answers for a mock. */
export interface DoorInfo {
  readonly listener: string;
  readonly product: string;
  readonly port: number;
  readonly sandbox: string;
  /** The host that its callers come from; absent on ordinary ports. */
  readonly as?: string;
  /** `http://127.0.0.1:9119`; the same port answers both schemes. */
  readonly http: string;
  /** `https://localhost:9119`. */
  readonly https: string;
}

/** A credential that clients can use now. Only `credentials` answers carry its value. */
export interface CredentialInfo {
  readonly product: string;
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  readonly scope: string;
}

/** A request that works: what `start` shows as a curl line. */
export interface ExampleInfo {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A running fauxvault at a glance. */
export interface StatusInfo {
  readonly version: string;
  readonly pid: number;
  readonly control: string;
  /** The local authority's certificate, made when it is asked for. */
  readonly caFile: string;
  readonly doors: readonly DoorInfo[];
  readonly sandboxes: readonly SandboxInfo[];
}

/** A sandbox at a glance. */
export interface SandboxInfo {
  readonly id: string;
  /** The fixture or the sandbox that it came from. */
  readonly from: string;
  readonly now: string;
  readonly clock: ClockSetting;
  /** How many requests it has served. */
  readonly served: number;
  /** The ports that answer for it alone. */
  readonly doors: readonly DoorInfo[];
  /** How each listener is reached for it: at a port of its own, or below `/~id` at the default sandbox's. */
  readonly addresses: readonly AddressInfo[];
}

/** Where a listener answers for a sandbox. */
export interface AddressInfo {
  readonly listener: string;
  readonly product: string;
  /** `http://127.0.0.1:9119/~s1`. */
  readonly http: string;
  readonly https: string;
}

/** How a sandbox comes to be: from a fixture by name (`demo`, `contract`, `empty`) or as content, or as a copy of another. */
export interface NewSandbox {
  readonly id?: string;
  /** A built-in fixture's name, or a fixture's whole content. */
  readonly fixture?: string | object;
  /** The sandbox to copy; `default` when there is no fixture either. */
  readonly fork?: string;
  /** Only with a fixture. */
  readonly seed?: number;
  /** The listeners to open for it, each on a free port: `["passwordstate"]`. */
  readonly listen?: readonly (string | NewDoor)[];
}

/** A port to be opened. */
export interface NewDoor {
  readonly listener: string;
  /** A free one when absent. */
  readonly port?: number;
  readonly sandbox?: string;
  readonly as?: string;
  /** Whether refusals carry `x-fauxvault-reason`. */
  readonly explain?: boolean;
  /** A certificate that clients must refuse. */
  readonly certificate?: "wrong-host" | "expired" | "unknown-authority";
}

/** A change of the clock: exactly one member, or `freeze` beside `at`. */
export interface ClockChange {
  /** `2026-03-01T09:00:00Z`, `in 2 days`, … */
  readonly at?: string;
  /** An ISO 8601 duration: `P30D`, `-PT5M`. */
  readonly advance?: string;
  /** `true` stops it, `false` lets it run from where it stands. */
  readonly freeze?: boolean;
  /** `true` follows the machine's time again. */
  readonly real?: boolean;
}

/** Where a clock stands. */
export interface ClockInfo {
  readonly now: string;
  readonly setting: ClockSetting;
}

/** Host names and the addresses that belong to them. */
export type HostsInfo = Readonly<Record<string, readonly string[]>>;

/** A request of the journal, masked. */
export type JournalInfo = JournalView;

/** Which entries of a journal are wanted; all that are named must hold. */
export interface JournalQuery {
  /** Only entries after this number. */
  readonly after?: number;
  readonly product?: string;
  readonly operation?: string;
  readonly status?: number;
  /** Only refusals, or only what was not refused. */
  readonly refused?: boolean;
  /** The newest so many. */
  readonly limit?: number;
}

/** An open question and the choice in force. */
export interface AssumptionInfo {
  readonly product: string;
  readonly name: string;
  readonly summary: string;
  readonly choice: string;
  readonly default: string;
  readonly choices: readonly string[];
  readonly source: string;
}

/** Something an administrator does on the product's screens. */
export interface ActionInfo {
  readonly product: string;
  readonly id: string;
  readonly summary: string;
  readonly source: string;
  /** The JSON Schema of its input. */
  readonly input: object;
}

/** A row of the coverage table. */
export type CoverageInfo = CoverageRow;
