import { writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { findProduct, PRODUCTS } from "../products/find-product.ts";
import { listChecks, listChecksAsJson } from "../reports/check-list.ts";
import { EXIT_CODES } from "../result.ts";
import { findIdlePatterns, type Selection, selectChecks } from "../select-checks.ts";
import { judgeError, NothingRan } from "./judge-error.ts";

/** What `fauxvault checks` and `fauxvault verify --list` were asked for. */
export interface ListOptions extends Selection {
  /** All products when absent. */
  readonly product?: string | undefined;
  /** A file for the list as JSON, or `true` for JSON in place of the text. */
  readonly json?: string | boolean | undefined;
  readonly out: Writable;
}

/** Lists the checks of contracts without running any. Gives the exit code, as `verify` does. */
export async function listContract(options: ListOptions): Promise<number> {
  const { out, json, only } = options;
  try {
    const products = options.product === undefined ? PRODUCTS : [findProduct(options.product)];
    const idle = products.map(({ checks }) => findIdlePatterns(checks, only));
    const [nobodys] = (idle[0] ?? []).filter((pattern) => idle.every((patterns) => patterns.includes(pattern)));
    if (nobodys !== undefined) {
      const whose = products.map(({ title }) => title).join(" nor the ");
      throw new NothingRan(`The ${whose} contract has no check '${nobodys}'; without --only all are listed.`);
    }
    const lists = products.map((product) => ({ product, checks: selectChecks(product.checks, options) }));
    if (json !== true) out.write(lists.map(({ product, checks }) => listChecks(product, checks)).join("\n"));
    const text = listChecksAsJson(lists);
    if (json === true) out.write(text);
    else if (typeof json === "string") await writeFile(json, text);
    return EXIT_CODES.passed;
  } catch (error) {
    const { code, message } = judgeError(error);
    out.write(`${message}\n`);
    return code;
  }
}
