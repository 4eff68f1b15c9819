import type { Connector } from "../../contracts/port.ts";
import type { Product } from "../../contracts/product.ts";
import { blink } from "../../contracts/products/blink.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { pmp } from "../../contracts/products/pmp.ts";
import { blinkMutants } from "./blink/all-mutants.ts";
import { BareBlink } from "./blink/bare-connector.ts";
import type { Mutant } from "./mutant.ts";
import { passwordstateMutants } from "./passwordstate/all-mutants.ts";
import { BarePasswordstate } from "./passwordstate/bare-connector.ts";
import { pmpMutants } from "./pmp/all-mutants.ts";
import { BarePmp } from "./pmp/bare-connector.ts";

/** A product's contract, with what it is tried on. */
export interface TriedContract {
  readonly product: Product;
  /** The connector without a flaw that the mutants come from. */
  readonly Sound: new () => Connector;
  readonly mutants: readonly Mutant[];
}

/** The contracts of all products. */
export const triedContracts: readonly TriedContract[] = [
  { product: passwordstate as Product, Sound: BarePasswordstate, mutants: passwordstateMutants },
  { product: pmp as Product, Sound: BarePmp, mutants: pmpMutants },
  { product: blink as Product, Sound: BareBlink, mutants: blinkMutants },
];
