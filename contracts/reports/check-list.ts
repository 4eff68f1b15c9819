import type { Check } from "../check.ts";
import type { Product } from "../product.ts";
import { tellNeeds } from "./tell-needs.ts";

type Listed = Pick<Product, "title" | "checks" | "leftOut">;

const LEVEL_WIDTH = 8;

/** Checks as text: two lines for each, so that the promise has a line to itself. */
export function listChecks({ title, leftOut = [], checks: all }: Listed, checks: Listed["checks"]): string {
  const parts = checks.map((check) => {
    const needs = tellNeeds(check);
    const from = check.targets[1];
    const notes = [...(needs === "" ? [] : [`needs ${needs}`]), ...(from === undefined ? [] : [from])];
    const head = `${check.level.padEnd(LEVEL_WIDTH)}  ${check.id}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}`;
    return `${head}\n${" ".repeat(LEVEL_WIDTH + 2)}${check.promise}\n`;
  });
  const number = checks.length === 1 ? "1 check" : `${checks.length} checks`;
  const told = checks.length === all.length ? leftOut : [];
  const others = told.map(({ check, reason }) => `left out  ${check}\n${" ".repeat(LEVEL_WIDTH + 2)}${reason}\n`);
  return `${title} contract: ${number}\n\n${parts.join("")}${others.join("")}`;
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
