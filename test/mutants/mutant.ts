import type { Connector } from "../../contracts/port.ts";
import type { BareConnector } from "./bare-connector.ts";

/** A connector with one deliberate flaw, and the checks that must catch it. */
export interface Mutant {
  readonly flaw: string;
  /** Each of these checks has to fail; others may, when the flaw breaks their promise too. */
  readonly trips: readonly string[];
  make(): Connector;
}

/** A class of connectors that can be given a flaw. */
export type Bare = new () => BareConnector;

/** A flaw that a connector to any product can have. */
export interface Flaw {
  readonly flaw: string;
  readonly trips: readonly string[];
  /** The connector with the flaw. */
  give(Sound: Bare): new () => Connector;
}

/** A mutant of a class of connectors. */
export function mutant(flaw: string, trips: readonly string[], Flawed: new () => Connector): Mutant {
  return { flaw, trips, make: () => new Flawed() };
}

/** A flaw, written once for all products. */
export function neutralFlaw(flaw: string, trips: readonly string[], give: Flaw["give"]): Flaw {
  return { flaw, trips, give };
}

/** One mutant for each flaw. */
export function giveFlaws(Sound: Bare, flaws: readonly Flaw[]): Mutant[] {
  return flaws.map(({ flaw, trips, give }) => mutant(flaw, trips, give(Sound)));
}
