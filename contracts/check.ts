import type { WholeConnector } from "./observe.ts";
import type { Capability, ConnectionReport, Description, Secret, SecretRef, Settings } from "./port.ts";
import type { MockVault, Vault, WritableVault } from "./vault.ts";

/** How much is asked of a connector: that it works and tells the truth, that it does all it declares, that it stands trouble. */
export const LEVELS = ["core", "standard", "hardened"] as const;

/** A level; each holds those before it. */
export type Level = (typeof LEVELS)[number];

/**
 * Where a check may run: against a mock, which can be steered; against a real product, of which some secrets are known; against one
 * in which secrets may be made.
 */
const TARGETS = ["mock", "live-read", "live-write"] as const;

/** A target; whoever may write may read, so that a check which runs at `live-read` runs at `live-write` too. */
export type Target = (typeof TARGETS)[number];

/** What a check may count on at the least of its targets. */
interface LiveVaults {
  readonly "live-read": Vault;
  readonly "live-write": WritableVault;
}

/** What a check is given: a connector that is connected already, and a vault of its own. */
export interface Scene<Kind extends Vault = MockVault> {
  readonly connector: WholeConnector;
  readonly vault: Kind;
  readonly description: Description;
  /** What the connector was connected with. */
  readonly settings: Settings;
  /** Keeps the arguments with which the connector's processes run at this moment: a secret in them has got out. */
  look(): void;
  /** Gives the connector the settings again, changed. */
  connect(change?: Partial<Settings>): Promise<void>;
  /** Connects with changed settings and tests. That `connect` or the test throws its kind of failure counts as a test that failed. */
  test(change?: Partial<Settings>): Promise<ConnectionReport>;
  /** Tests with the settings as they are; a kind of failure that is thrown counts as a test that failed. */
  testAgain(): Promise<ConnectionReport>;
  /** Connects with changed settings and reads. */
  read(ref: SecretRef, change?: Partial<Settings>): Promise<Secret>;
}

/** What there is to say about a check, beside its id. */
export interface CheckPlan<Kind extends Vault = MockVault> {
  readonly level: Level;
  /** What the connector must declare; the check is skipped otherwise. */
  readonly needs?: readonly Capability[];
  /** What the check does, in one line. */
  readonly intent: string;
  /** What a connector's user may rely on. */
  readonly promise: string;
  /** What to mend in a connector that fails. */
  readonly fix: string;
  /** Its place in the catalogue of checks, such as `T5`, or the section of `docs/products/` that it comes from. */
  readonly source: string;
  /** Whether it makes sense only where the vault is reached through TLS. */
  readonly onlyHttps?: boolean;
  /** Throws a `CheckFailure` when the promise is broken. */
  run(scene: Scene<Kind>): Promise<void>;
}

/** One promise that a connector keeps or breaks. */
export interface Check<Kind extends Vault = MockVault> extends Required<CheckPlan<Kind>> {
  /** Stable, such as `connection.html-page`. */
  readonly id: string;
  readonly targets: readonly Target[];
}

/** A check for mocks alone, under its id. */
export function check<Kind extends MockVault = MockVault>(id: string, plan: CheckPlan<Kind>): Check<Kind> {
  return { id, needs: [], onlyHttps: false, targets: ["mock"], ...plan };
}

/** A check that may also run at a real product from a target on; it can ask for nothing that is not there. */
export function liveCheck<From extends keyof LiveVaults>(
  id: string,
  from: From,
  plan: CheckPlan<LiveVaults[From]>,
): Check<LiveVaults[From]> {
  const targets = TARGETS.filter((target) => target === "mock" || TARGETS.indexOf(target) >= TARGETS.indexOf(from));
  return { id, needs: [], onlyHttps: false, targets, ...plan };
}
