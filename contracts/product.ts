import type { Check } from "./check.ts";
import type { LiveProduct } from "./live/live-api.ts";
import type { MockVault, VaultSite } from "./vault.ts";

/** Where a contract's vaults are copied from: a sandbox with the contract's fixture, on a port of its own. */
export type BaseSite = Pick<VaultSite, "control" | "sandbox" | "door">;

/** Neutral checks that a product's contract does not have. */
export interface LeftOut {
  /** An id, in which `*` stands for any text. */
  readonly check: string;
  /** Why they make no sense there. */
  readonly reason: string;
}

/** A product that connectors are checked against: its checks, and what a harness needs to know to play its part. */
export interface Product<Kind extends MockVault = MockVault> {
  /** As on the command line: `passwordstate`. */
  readonly name: string;
  readonly title: string;
  /** The built-in fixture that every check starts from. */
  readonly fixture: string;
  /** The listener that the connector talks to. */
  readonly listener: string;
  readonly checks: readonly Check<Kind>[];
  /** The neutral checks that are not among them. */
  readonly leftOut?: readonly LeftOut[];
  /** How a real one is reached, by its address alone; absent when that cannot be done. */
  readonly live?: LiveProduct;
  /** Why it cannot, as a sentence. */
  readonly whyNotLive?: string;
  /** Looks around once in the sandbox that all others are copied from; gives what makes a vault of a copy. */
  explore(base: BaseSite): Promise<(site: VaultSite) => Kind>;
}
