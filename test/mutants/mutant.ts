import type { Connector } from "../../contracts/port.ts";

/** A connector with one deliberate flaw, and the checks that must catch it. */
export interface Mutant {
  readonly flaw: string;
  /** Each of these checks has to fail; others may, when the flaw breaks their promise too. */
  readonly trips: readonly string[];
  make(): Connector;
}

/** A mutant of a class of connectors. */
export function mutant(flaw: string, trips: readonly string[], Flawed: new () => Connector): Mutant {
  return { flaw, trips, make: () => new Flawed() };
}
