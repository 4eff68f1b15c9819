import type { Product } from "../product.ts";
import { PRODUCTS } from "../products/find-product.ts";
import { fitsId } from "../select-checks.ts";
import type { Config, ConnectorConfig } from "./config-shape.ts";
import type { ContentIssue } from "./read-checked.ts";

/** What a schema cannot see: products and checks that there are not, dates that are over. `today` is a date such as `2026-11-21`. */
export function findConfigIssues({ connectors }: Config, today: string): ContentIssue[] {
  return Object.entries(connectors).flatMap(([name, connector]) => {
    const at = ["connectors", name];
    const product = PRODUCTS.find((one) => one.name === connector.product);
    if (product)
      return [...findIdle(connector, product, at), ...findEnded(connector, today, at), ...findTwice(connector, at)];
    const known = PRODUCTS.map((one) => one.name).join(", ");
    return [{ path: [...at, "product"], message: `There is no contract for '${connector.product}'. Known: ${known}.` }];
  });
}

function findIdle({ expect, bypass, timeLimits }: ConnectorConfig, product: Product, at: string[]): ContentIssue[] {
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

function findEnded({ bypass = [] }: ConnectorConfig, today: string, at: string[]): ContentIssue[] {
  return bypass.flatMap(({ check, until }, index) => {
    const message = `The bypass of '${check}' ended on ${until}. Mend what it was for and take it out, or give it a later day.`;
    return until < today ? [{ path: [...at, "bypass", index, "until"], message }] : [];
  });
}

function findTwice({ expect = [], bypass = [] }: ConnectorConfig, at: string[]): ContentIssue[] {
  return expect.flatMap(({ check }, index) => {
    const message = `'${check}' is bypassed too: a check is expected to fail, or left out.`;
    return bypass.some((other) => other.check === check) ? [{ path: [...at, "expect", index, "check"], message }] : [];
  });
}
