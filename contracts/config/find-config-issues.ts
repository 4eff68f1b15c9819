import { PRODUCTS } from "../products/find-product.ts";
import type { Config } from "./config-shape.ts";
import { findTermsIssues } from "./find-terms-issues.ts";
import type { ContentIssue } from "./read-checked.ts";

/** What a schema cannot see: products that there are not, and terms that do not hold. `today` is a date such as `2026-11-21`. */
export function findConfigIssues({ connectors }: Config, today: string): ContentIssue[] {
  return Object.entries(connectors).flatMap(([name, connector]) => {
    const at = ["connectors", name];
    const product = PRODUCTS.find((one) => one.name === connector.product);
    if (product) return findTermsIssues(connector, product, today, at);
    const known = PRODUCTS.map((one) => one.name).join(", ");
    return [{ path: [...at, "product"], message: `There is no contract for '${connector.product}'. Known: ${known}.` }];
  });
}
