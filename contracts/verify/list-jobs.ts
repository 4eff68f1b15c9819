import { countChoices } from "../adapters/choose-adapter.ts";
import { findConfig, loadConfig } from "../config/load-config.ts";
import { PRODUCTS } from "../products/find-product.ts";
import { findJobs } from "./find-jobs.ts";
import { judgeError } from "./judge-error.ts";
import { type ListedContract, listContract, listContracts } from "./list-contract.ts";
import type { VerifyOptions } from "./options.ts";

/** Lists the checks that the same call of `verify` would run, and runs none. Gives the exit code, as `verify` does. */
export async function listJobs(options: VerifyOptions): Promise<number> {
  const { product, out, only, level, json } = options;
  try {
    if (!(await isOfConfig(options))) return await listContract({ product, out, only, level, json });
    const jobs = await findJobs(options);
    const lists = new Map<string, ListedContract>(
      jobs.map((job) => [`${job.product.name} ${job.level}`, { product: job.product, level: job.level }]),
    );
    return await listContracts([...lists.values()], options);
  } catch (error) {
    const { code, message } = judgeError(error);
    out.write(`${message}\n`);
    return code;
  }
}

/** Whether connectors are meant, and not a product alone: a product's name means the product unless a connector has it. */
async function isOfConfig(options: VerifyOptions): Promise<boolean> {
  const { product, config } = options;
  if (config !== undefined || countChoices(options) > 0) return true;
  const file = await findConfig(process.cwd());
  if (file === undefined) return false;
  if (product === undefined || !PRODUCTS.some(({ name }) => name === product)) return true;
  return Object.hasOwn((await loadConfig(file)).connectors, product);
}
