import { ContractsError } from "../contracts-error.ts";
import type { Product } from "../product.ts";
import { blink } from "./blink.ts";
import { passwordstate } from "./passwordstate.ts";
import { pmp } from "./pmp.ts";

/** Every product that there is a contract for. */
export const PRODUCTS: readonly Product[] = [passwordstate as Product, pmp as Product, blink as Product];

/** The product of a name; throws a `ContractsError` that names those there are. */
export function findProduct(name: string): Product {
  const found = PRODUCTS.find((product) => product.name === name);
  if (found) return found;
  throw new ContractsError(`There is no contract for '${name}'. Known: ${PRODUCTS.map((one) => one.name).join(", ")}.`);
}
