import { randomInt } from "node:crypto";
import type { ControlClient } from "../src/control/client.ts";
import type { Adapter } from "./adapters/adapter.ts";
import { Canaries } from "./canaries.ts";
import { Chance } from "./chance.ts";
import { chargeLeaks, LEAK_CHECK } from "./charge-leaks.ts";
import type { Check } from "./check.ts";
import { observe, type Watch } from "./observe.ts";
import type { Description } from "./port.ts";
import type { Product } from "./product.ts";
import type { CheckResult, RunResult } from "./result.ts";
import { type CheckOutcome, type CheckSurroundings, runCheck, tellCheck } from "./run-check.ts";
import { type Selection, selectChecks } from "./select-checks.ts";
import { openStage } from "./stage.ts";
import { summarise } from "./summarise.ts";
import type { Vault } from "./vault.ts";

/** How a contract is run. Times are in milliseconds. */
export interface RunPlan<Kind extends Vault = Vault> extends Selection {
  readonly product: Product<Kind>;
  readonly adapter: Adapter;
  /** Steers the fauxvault that the vaults are set up in. */
  readonly control: ControlClient;
  /** Knows the secrets of the run; to be shared with an adapter that quotes what its process wrote. */
  readonly canaries?: Canaries | undefined;
  /** Says the order and the values that are planted; drawn when absent. */
  readonly seed?: number | undefined;
  readonly scheme?: "https" | "http" | undefined;
  /** How many checks run at once, as far as the adapter can serve so many. */
  readonly concurrency?: number | undefined;
  /** What one check may take: 15,000 when absent. */
  readonly timeLimit?: number | undefined;
  /** The time limit in the connector's settings: 5,000 when absent, and no more than a third of `timeLimit`. */
  readonly callTimeLimit?: number | undefined;
  /** What a call may take beyond that before it is given up: 3,000 when absent, and no more than a fifth of `timeLimit`. */
  readonly grace?: number | undefined;
  /** The vaults of checks that did not pass stay open until this is done. */
  readonly hold?: ((results: readonly CheckResult[]) => Promise<void>) | undefined;
  /** Ends the run early: checks under way are given up, and what was set up is removed. */
  readonly signal?: AbortSignal | undefined;
  readonly onStart?: ((start: RunStart) => void) | undefined;
  /** Told of each result at once, in the order in which the checks end. */
  readonly onResult?: ((result: CheckResult) => void) | undefined;
}

/** What is known of a run before its first check. */
export interface RunStart extends Pick<RunResult, "connector" | "seed" | "concurrency"> {
  /** The ids of the checks to come, in the contract's order. */
  readonly checks: readonly string[];
}

const CONCURRENCY = 4;

/**
 * Runs a contract's checks in random order, each in a vault of its own, and says what came of each. Rejects with a `CheckFailure` when
 * the connector cannot even describe itself, and with a `ControlError` when there is no fauxvault to set a vault up in.
 */
export async function runContract<Kind extends Vault>(plan: RunPlan<Kind>): Promise<RunResult> {
  const started = performance.now();
  const { product, adapter, control, canaries = new Canaries(), seed = randomInt(2 ** 31), scheme = "https" } = plan;
  const concurrency = Math.max(1, Math.min(plan.concurrency ?? CONCURRENCY, adapter.concurrency));
  const { timeLimit = 15_000 } = plan;
  const { grace = Math.min(3_000, timeLimit / 5), callTimeLimit = Math.min(5_000, timeLimit / 3) } = plan;
  const mask = (text: string) => canaries.mask(text);
  const description = await describe(adapter, { grace, mask, timeLimit: callTimeLimit });
  const { name, version } = description;
  const head = { connector: { name, version }, seed, concurrency };
  const stage = await openStage({ product, control, scheme, seed, canaries });
  const hold = plan.hold !== undefined;
  const around = { stage, adapter, canaries, description, scheme, timeLimit, callTimeLimit, grace, hold };
  const wanted = selectChecks(product.checks, plan);
  const checks = new Chance(seed, "order").shuffle(wanted);
  const ids = wanted.map(({ id }) => id);
  let results: CheckResult[];
  let milliseconds: number;
  let leftovers: string[] = [];
  try {
    plan.onStart?.({ ...head, checks: ids });
    results = sortResults(await runAll(checks, around, concurrency, plan), ids);
    milliseconds = Math.round(performance.now() - started);
    const held = results.filter((result) => result.held);
    if (held.length > 0) await plan.hold?.(held);
  } finally {
    leftovers = await stage.close();
  }
  const interrupted = results.length < checks.length;
  const isWhole = plan.only === undefined && !interrupted;
  return {
    product: product.name,
    ...head,
    scheme,
    milliseconds,
    ...summarise(results, isWhole),
    leftovers,
    interrupted,
  };
}

async function describe(adapter: Adapter, watch: Pick<Watch, "grace" | "mask" | "timeLimit">): Promise<Description> {
  const lease = await adapter.lease();
  let stuck = false;
  try {
    const onStuck = () => {
      stuck = true;
    };
    return await observe(lease.connector, { ...watch, onStuck, onSaid: () => undefined }).describe();
  } finally {
    await lease.release(stuck);
  }
}

async function runAll<Kind extends Vault>(
  checks: readonly Check<Kind>[],
  around: CheckSurroundings<Kind>,
  concurrency: number,
  { signal, onResult }: Pick<RunPlan, "signal" | "onResult">,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const report = (result: CheckResult) => {
    results.push(result);
    onResult?.(result);
  };
  const waiting = checks.filter((check) => {
    const reason = whyNot(check, around);
    if (reason !== undefined) report({ ...tellCheck(check), outcome: "skipped", milliseconds: 0, message: reason });
    return reason === undefined;
  });
  const answering = waiting.find(({ id }) => id === LEAK_CHECK);
  const outcomes: CheckOutcome[] = [];
  let answer: CheckResult | undefined;
  const work = async () => {
    for (let next = waiting.shift(); next && !signal?.aborted; next = waiting.shift()) {
      const outcome = await unlessAborted(runCheck(next, around), signal);
      if (!outcome) return;
      outcomes.push(outcome);
      if (next === answering) answer = outcome.result;
      else report(answering ? outcome.result : chargeLeaks(outcome.result, [outcome], next.fix));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  // The check that answers for secrets that got out does so for all of the run.
  if (answer && answering) report(chargeLeaks(answer, outcomes, answering.fix));
  return results;
}

function sortResults(results: readonly CheckResult[], ids: readonly string[]): CheckResult[] {
  return [...results].sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
}

/** Why a check does not concern this connector; undefined when it does. */
function whyNot<Kind extends Vault>(check: Check<Kind>, { description, scheme }: CheckSurroundings<Kind>) {
  const { needs, onlyHttps } = check;
  const missing = needs.filter((capability) => !description.capabilities.includes(capability));
  if (missing.length > 0) return `The connector does not declare ${missing.join(", ")}.`;
  return onlyHttps && scheme !== "https" ? "The vault is reached through http." : undefined;
}

async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value | undefined> {
  if (!signal) return work;
  let onAbort = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    onAbort = () => resolve(undefined);
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
