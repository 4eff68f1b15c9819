import type { Check } from "../check.ts";
import type { Product } from "../product.ts";
import { tellNeeds } from "./tell-needs.ts";

type Listed = Pick<Product, "title" | "checks">;

const LEVEL_WIDTH = 8;

/** Checks as text: two lines for each, so that the promise has a line to itself. */
export function listChecks({ title }: Listed, checks: Listed["checks"]): string {
  const parts = checks.map((check) => {
    const needs = tellNeeds(check);
    const head = `${check.level.padEnd(LEVEL_WIDTH)}  ${check.id}${needs === "" ? "" : `  (needs ${needs})`}`;
    return `${head}\n${" ".repeat(LEVEL_WIDTH + 2)}${check.promise}\n`;
  });
  const number = checks.length === 1 ? "1 check" : `${checks.length} checks`;
  return `${title} contract: ${number}\n\n${parts.join("")}`;
}

/** Checks as JSON, in the same order: an object for one contract, an array of them for several. */
export function listChecksAsJson(
  lists: readonly { readonly product: Pick<Product, "name">; readonly checks: Listed["checks"] }[],
): string {
  const told = lists.map(({ product, checks }) => ({ product: product.name, checks: checks.map(describeCheck) }));
  return `${JSON.stringify(told.length === 1 ? told[0] : told, null, 2)}\n`;
}

function describeCheck({ run: _, ...words }: Check): Omit<Check, "run"> {
  return words;
}
