import type { Product } from "../product.ts";
import { fitsId } from "../select-checks.ts";
import type { Terms } from "../terms.ts";
import type { ContentIssue } from "./read-checked.ts";

/** A contract, as far as terms are measured by it. */
export type TermsProduct = Pick<Product<never>, "name" | "title"> & {
  readonly checks: readonly { readonly id: string }[];
};

type Agreed = Pick<Terms, "expect" | "bypass" | "timeLimits">;

/**
 * What a schema cannot see in what is agreed on for a connector: checks that there are not, dates that are over, a check that is both
 * left out and expected to fail. `today` is a date such as `2026-11-21`, `at` the place of the terms.
 */
export function findTermsIssues(terms: Agreed, product: TermsProduct, today: string, at: string[]): ContentIssue[] {
  return [...findIdle(terms, product, at), ...findEnded(terms, today, at), ...findTwice(terms, at)];
}

function findIdle({ expect, bypass, timeLimits }: Agreed, product: TermsProduct, at: string[]): ContentIssue[] {
  const patterns = [
    ...(expect ?? []).map(({ check }, index) => ({ check, path: [...at, "expect", index, "check"] })),
    ...(bypass ?? []).map(({ check }, index) => ({ check, path: [...at, "bypass", index, "check"] })),
    ...Object.keys(timeLimits ?? {}).map((check) => ({ check, path: [...at, "timeLimits", check] })),
  ];
  return patterns
    .filter(({ check }) => !product.checks.some(({ id }) => fitsId(id, check)))
    .map(({ check, path }) => ({
      path,
      message: `The ${product.title} contract has no check '${check}'; 'fauxvault checks ${product.name}' lists them.`,
    }));
}

function findEnded({ bypass = [] }: Agreed, today: string, at: string[]): ContentIssue[] {
  return bypass.flatMap(({ check, until }, index) => {
    const message = `The bypass of '${check}' ended on ${until}. Mend what it was for and take it out, or give it a later day.`;
    return until < today ? [{ path: [...at, "bypass", index, "until"], message }] : [];
  });
}

function findTwice({ expect = [], bypass = [] }: Agreed, at: string[]): ContentIssue[] {
  return expect.flatMap(({ check }, index) => {
    const message = `'${check}' is bypassed too: a check is expected to fail, or left out.`;
    return bypass.some((other) => other.check === check) ? [{ path: [...at, "expect", index, "check"], message }] : [];
  });
}
