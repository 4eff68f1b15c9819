import path from "node:path";
import { type AdapterChoice, countChoices } from "../adapters/choose-adapter.ts";
import type { ConnectorConfig } from "../config/config-shape.ts";
import { CONFIG_FILES, findConfig, loadConfig } from "../config/load-config.ts";
import { ContractsError } from "../contracts-error.ts";
import type { TargetChoice } from "../live/target.ts";
import type { Product } from "../product.ts";
import { findProduct, PRODUCTS } from "../products/find-product.ts";
import type { RunPlan } from "../runner.ts";
import type { Terms } from "../terms.ts";
import { chooseTarget, tellTargetAgain } from "./choose-target.ts";
import type { VerifyOptions } from "./options.ts";

/** One connector that is to be run. */
export interface Job
  extends Pick<RunPlan, "level" | "timeLimit" | "callTimeLimit" | "concurrency">,
    Pick<VerifyOptions, "isolate"> {
  readonly name: string;
  readonly product: Product;
  readonly adapter: AdapterChoice;
  /** Where the adapter's files and programs are looked for. */
  readonly folder?: string | undefined;
  /** Of the address that it is given; at a target, the one that its address is to have. */
  readonly scheme: "https" | "http";
  /** A real product to run against, as it was chosen. */
  readonly target?: TargetChoice | undefined;
  readonly terms: Terms;
  /** The words of the command line that name it, without those that ask for single checks. */
  readonly words: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** What a call of `verify` is to run. Throws a `ContractsError` that says what to name. */
export async function findJobs(options: VerifyOptions): Promise<Job[]> {
  return countChoices(options) > 0 ? [jobOfOptions(options)] : await jobsOfConfig(options);
}

function jobOfOptions(options: VerifyOptions): Job {
  const {
    product: name,
    module,
    command = [],
    commands,
    config,
    http,
    level,
    timeLimit,
    concurrency,
    isolate,
  } = options;
  if (name === undefined) {
    const known = PRODUCTS.map((product) => product.name).join(", ");
    throw new ContractsError(`Name the product before the connector: ${known}.`);
  }
  if (config !== undefined) throw new ContractsError("Name a connector, or a configuration that names it, not both.");
  const product = findProduct(name);
  const after = [
    ...tellTargetAgain(options),
    ...(http ? ["--http"] : []),
    ...(timeLimit === undefined ? [] : ["--time-limit", `${timeLimit}ms`]),
    ...(isolate ? ["--isolate"] : []),
    ...(module === undefined ? [] : ["--module", module]),
    ...(commands === undefined ? [] : ["--commands", commands]),
    ...(command.length === 0 ? [] : ["--", ...command]),
  ];
  return {
    ...{ name, product, level, timeLimit, concurrency, isolate, adapter: { module, command, commands } },
    scheme: http ? "http" : "https",
    target: chooseTarget(options, undefined),
    terms: {},
    words: { before: [name], after },
  };
}

async function jobsOfConfig(options: VerifyOptions): Promise<Job[]> {
  const { product: wanted, config } = options;
  const file = config ?? (await findConfig(process.cwd()));
  if (file === undefined) throw new ContractsError(explainNothing(wanted));
  const { connectors } = await loadConfig(file);
  const names = Object.keys(connectors).filter((name) => wanted === undefined || name === wanted);
  if (names.length === 0) {
    const known = Object.keys(connectors).join(", ");
    throw new ContractsError(`${file} has no connector '${wanted}'. It has: ${known}.`);
  }
  if (options.target !== undefined && names.length > 1) {
    throw new ContractsError(`${file} has several connectors: name the one that is to run at --target.`);
  }
  return Object.entries(connectors)
    .filter(([name]) => names.includes(name))
    .map(([name, connector]) => jobOfConnector(name, connector, file, options));
}

/** What the command line says goes before what the file says. */
function jobOfConnector(name: string, connector: ConnectorConfig, file: string, options: VerifyOptions): Job {
  const { adapter, settings: { timeLimit: callTimeLimit, ...settings } = {} } = connector;
  const { capabilities, expect, bypass, timeLimits } = connector;
  const folder = path.dirname(path.resolve(file));
  const after = [
    ...(options.config === undefined ? [] : ["--config", options.config]),
    ...tellTargetAgain(options),
    ...(options.http ? ["--http"] : []),
    ...(options.timeLimit === undefined ? [] : ["--time-limit", `${options.timeLimit}ms`]),
    ...(options.isolate ? ["--isolate"] : []),
  ];
  return {
    name,
    product: findProduct(connector.product),
    adapter,
    folder,
    scheme: options.http ? "http" : (connector.scheme ?? "https"),
    target: chooseTarget(options, connector.target, folder),
    level: options.level ?? connector.level,
    timeLimit: options.timeLimit ?? connector.timeLimit,
    callTimeLimit,
    concurrency: options.concurrency ?? connector.concurrency,
    isolate: options.isolate ?? connector.isolate,
    terms: { capabilities, expect, bypass, timeLimits, settings },
    words: { before: [name], after },
  };
}

function explainNothing(wanted: string | undefined): string {
  const files = CONFIG_FILES.join(", ");
  const ways = `a command after --, --module with a file, or --commands with a table; or write a configuration (${files}).`;
  if (wanted !== undefined) findProduct(wanted);
  return `Name your connector: ${ways}`;
}
