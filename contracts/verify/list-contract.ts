import { writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { ContractsError } from "../contracts-error.ts";
import type { Product } from "../product.ts";
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

/** A contract to list, up to a level of its own where the options name none. */
export interface ListedContract extends Pick<Selection, "level"> {
  readonly product: Product;
}

/** Lists the checks of contracts without running any. Gives the exit code, as `verify` does. */
export async function listContract(options: ListOptions): Promise<number> {
  try {
    const products = options.product === undefined ? PRODUCTS : [findProduct(options.product)];
    return await listContracts(
      products.map((product) => ({ product })),
      options,
    );
  } catch (error) {
    const { code, message } = judgeError(error);
    options.out.write(`${message}\n`);
    return code;
  }
}

/** Lists the checks of these contracts. Throws a `NothingRan` when none is among those that are asked for. */
export async function listContracts(contracts: readonly ListedContract[], options: ListOptions): Promise<number> {
  const { out, json, only } = options;
  const idle = contracts.map(({ product }) => findIdlePatterns(product.checks, only));
  const [nobodys] = (idle[0] ?? []).filter((pattern) => idle.every((patterns) => patterns.includes(pattern)));
  const whose = contracts.map(({ product }) => product.title).join(" nor the ");
  if (nobodys !== undefined) {
    throw new NothingRan(`The ${whose} contract has no check '${nobodys}'; without --only all are listed.`);
  }
  const lists = contracts.map(({ product, level }) => {
    return { product, checks: selectChecks(product.checks, { only, level: options.level ?? level }) };
  });
  if (lists.every(({ checks }) => checks.length === 0)) {
    throw new NothingRan(`The ${whose} contract has no check of that level among those that --only names.`);
  }
  if (json !== true) out.write(lists.map(({ product, checks }) => listChecks(product, checks)).join("\n"));
  const text = listChecksAsJson(lists);
  if (json === true) out.write(text);
  else if (typeof json === "string") await writeList(json, text);
  return EXIT_CODES.passed;
}

async function writeList(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ContractsError(`The list ${file} cannot be written (${code}).`, { cause: error });
  }
}
