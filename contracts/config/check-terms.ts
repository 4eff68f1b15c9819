import { findTermsIssues, type TermsProduct } from "./find-terms-issues.ts";
import { checkContent, refuse } from "./read-checked.ts";
import { termsShape } from "./terms-shape.ts";
import { utcDay } from "./utc-day.ts";

/** Demands of terms that a program gives what is demanded of those in a configuration. Throws a `ContractsError` that tells all that is wrong. */
export function checkTerms(terms: unknown, product: TermsProduct, today = utcDay()): void {
  const content = { file: "The terms", content: terms, locate: () => "" };
  const issues = findTermsIssues(checkContent(content, termsShape), product, today, []);
  if (issues.length > 0) refuse(content, issues);
}
