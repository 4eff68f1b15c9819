import { writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import type { ControlClient } from "../src/control/client.ts";
import type { Adapter } from "./adapters/adapter.ts";
import { inProcess } from "./adapters/in-process.ts";
import { loadModule } from "./adapters/load-module.ts";
import { stdio } from "./adapters/stdio.ts";
import { Canaries } from "./canaries.ts";
import { CheckFailure } from "./check-failure.ts";
import { ContractsError } from "./contracts-error.ts";
import { holdOpen } from "./hold-open.ts";
import type { Product } from "./product.ts";
import { findProduct } from "./products/find-product.ts";
import { listChecks, listChecksAsJson } from "./reports/check-list.ts";
import { jsonReport } from "./reports/json.ts";
import { terminalReport } from "./reports/terminal.ts";
import { type CheckResult, EXIT_CODES, exitCodeOf, type RunResult } from "./result.ts";
import { type RunPlan, runContract } from "./runner.ts";
import { findIdlePatterns, type Selection, selectChecks } from "./select-checks.ts";

/** What `fauxvault verify` was asked for. */
export interface VerifyOptions extends Selection {
  /** The product whose contract it is: `passwordstate`. */
  readonly product: string;
  /** The program that speaks for the connector, with its arguments; or `module`. */
  readonly command?: readonly string[] | undefined;
  /** A module that exports `createConnector`. */
  readonly module?: string | undefined;
  readonly seed?: number | undefined;
  /** Keeps the vaults of failed checks open until `signal` says so. */
  readonly hold?: boolean | undefined;
  /** A file for the report as JSON, or `true` for JSON in place of the text. */
  readonly json?: string | boolean | undefined;
  /** What one check may take, in milliseconds. */
  readonly timeLimit?: number | undefined;
  readonly concurrency?: number | undefined;
  /** Whether the connector is given an http address. */
  readonly http?: boolean | undefined;
  readonly control: ControlClient;
  readonly out: Writable;
  /** Ends the run, or the holding. Absent: Ctrl-C does. */
  readonly signal?: AbortSignal | undefined;
}

/** What `fauxvault verify --list` was asked for. */
export interface ListOptions extends Pick<VerifyOptions, "product" | "json" | "out">, Selection {}

/** Lists a contract's checks without running any. Gives the exit code, as `verify` does. */
export async function listContract(options: ListOptions): Promise<number> {
  const { out, json } = options;
  try {
    const product = findProduct(options.product);
    refuseIdlePatterns(product, options.only);
    const checks = selectChecks(product.checks, options);
    if (json !== true) out.write(listChecks(product, checks));
    if (json === true) out.write(listChecksAsJson(product, checks));
    else if (typeof json === "string") await writeFile(json, listChecksAsJson(product, checks));
    return EXIT_CODES.passed;
  } catch (error) {
    const [code, message] = judge(error);
    out.write(`${message}\n`);
    return code;
  }
}

/**
 * Runs a product's contract against a connector and reports it. Gives the exit code: 0 passed, 1 a check failed or something was left
 * behind, 2 wrong usage, 3 nothing ran, 4 the vault could not be reached, 130 interrupted. Says why whenever it is not 0.
 */
export async function verify(options: VerifyOptions): Promise<number> {
  const { out } = options;
  const [signal, forget] = options.signal ? [options.signal, () => undefined] : listenForInterrupt();
  const canaries = new Canaries();
  let adapter: Adapter | undefined;
  try {
    const product = findProduct(options.product);
    refuseIdlePatterns(product, options.only);
    adapter = await chooseAdapter(options, canaries);
    const run = await runAndReport({ ...options, signal }, product, adapter, canaries);
    return exitCodeOf(run);
  } catch (error) {
    const [code, message] = judge(error);
    out.write(`${canaries.mask(message)}\n`);
    return code;
  } finally {
    forget();
    await adapter?.close();
  }
}

async function runAndReport(
  options: VerifyOptions & { readonly signal: AbortSignal },
  product: Product,
  adapter: Adapter,
  canaries: Canaries,
): Promise<RunResult> {
  const { out, json, hold, signal } = options;
  const again = (result: CheckResult, seed: number) => canaries.mask(tellAgain(options, result, seed));
  const report = json === true ? undefined : terminalReport({ out, title: product.title, again });
  const { control, only, level, seed, timeLimit, concurrency, http } = options;
  const plan: RunPlan = {
    ...{ product, adapter, control, canaries, only, level, seed, timeLimit, concurrency, signal },
    scheme: http ? "http" : "https",
    hold: hold ? (held) => holdOpen(held, { product, control, out: report ? out : process.stderr, signal }) : undefined,
    onStart: report?.onStart,
    onResult: report?.onResult,
  };
  const run = await runContract(plan);
  report?.onEnd(run);
  if (json === true) out.write(jsonReport(run, again));
  else if (typeof json === "string") await writeFile(json, jsonReport(run, again));
  return run;
}

function refuseIdlePatterns({ checks, title }: Product, only: readonly string[] | undefined): void {
  const [idle] = findIdlePatterns(checks, only);
  if (idle === undefined) return;
  const ids = checks.map(({ id }) => `  ${id}`).join("\n");
  throw new NothingRan(`The ${title} contract has no check '${idle}', so nothing ran. It has:\n${ids}`);
}

class NothingRan extends ContractsError {}

async function chooseAdapter(options: VerifyOptions, canaries: Canaries): Promise<Adapter> {
  const { command = [], module, concurrency } = options;
  if (module !== undefined && command.length > 0) {
    throw new ContractsError("Name a module or a command after --, not both.");
  }
  const atOnce = concurrency === undefined ? {} : { concurrency };
  if (command.length > 0) return stdio({ command, ...atOnce, mask: (text) => canaries.mask(text) });
  if (module !== undefined) return inProcess(await loadModule(module), concurrency);
  throw new ContractsError("Name your connector: a command after --, or --module with a file.");
}

/** The command line that repeats one check. */
function tellAgain({ product, module, command = [], http }: VerifyOptions, { id }: CheckResult, seed: number): string {
  const words = ["npx", "--no-install", "fauxvault", "verify", product, "--only", id, "--seed", String(seed)];
  if (http) words.push("--http");
  if (module !== undefined) words.push("--module", module);
  if (command.length > 0) words.push("--", ...command);
  return words.map((word) => (/^[\w./:=@+-]+$/.test(word) ? word : JSON.stringify(word))).join(" ");
}

function judge(error: unknown): [code: number, message: string] {
  if (error instanceof NothingRan) return [EXIT_CODES.nothingRan, error.message];
  if (error instanceof ContractsError) return [EXIT_CODES.usage, error.message];
  if (error instanceof CheckFailure) {
    const fix = error.fix === undefined ? "" : `\nTo mend: ${error.fix}`;
    return [EXIT_CODES.nothingRan, `The connector could not describe itself, so nothing ran. ${error.message}${fix}`];
  }
  if (!(error instanceof Error) || error.name !== "ControlError") throw error;
  const isGone = (error as { status?: unknown }).status === undefined;
  return [isGone ? EXIT_CODES.unreachable : EXIT_CODES.usage, error.message];
}

function listenForInterrupt(): [AbortSignal, () => void] {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once("SIGINT", abort);
  return [controller.signal, () => process.removeListener("SIGINT", abort)];
}
