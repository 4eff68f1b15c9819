import { randomInt } from "node:crypto";
import { Canaries } from "./canaries.ts";
import { Chance } from "./chance.ts";
import { chargeLeaks, LEAK_CHECK } from "./charge-leaks.ts";
import type { Check } from "./check.ts";
import { checkTerms } from "./config/check-terms.ts";
import { LeftBehind } from "./left-behind.ts";
import { type CheckResult, isTrouble, type RunResult } from "./result.ts";
import type { CheckOutcome } from "./run-check.ts";
import { type Selection, selectChecks } from "./select-checks.ts";
import { openSession, type Session, type SessionPlan } from "./session.ts";
import { summarise } from "./summarise.ts";
import { findDifferences, judgeByTerms, type Terms } from "./terms.ts";
import { TARGET_TIME_LIMIT, TIME_LIMIT } from "./time-limits.ts";
import type { MockVault } from "./vault.ts";

/** How a contract is run. Times are in milliseconds. */
export interface RunPlan<Kind extends MockVault = MockVault>
  extends Selection,
    Pick<SessionPlan<Kind>, "product" | "adapter" | "control" | "target" | "callTimeLimit" | "grace"> {
  /** Knows the secrets of the run; to be shared with an adapter that quotes what its process wrote. */
  readonly canaries?: Canaries | undefined;
  /** Says the order and the values that are planted; drawn when absent. */
  readonly seed?: number | undefined;
  /** Https when absent; a target's address has its own. */
  readonly scheme?: "https" | "http" | undefined;
  /** How many checks run at once, as far as the adapter can serve so many; one at a target unless it is said. */
  readonly concurrency?: number | undefined;
  /** What one check may take; when absent 30,000, and 120,000 at a target. */
  readonly timeLimit?: number | undefined;
  /** What is agreed on for this connector. */
  readonly terms?: Terms | undefined;
  /** Starts no further check after the first that fails. */
  readonly bail?: boolean | undefined;
  /** The vaults of checks that did not pass stay open until this is done. */
  readonly hold?: ((results: readonly CheckResult[]) => Promise<void>) | undefined;
  /** Ends the run early: checks under way are given up, and what was set up is removed. */
  readonly signal?: AbortSignal | undefined;
  readonly onStart?: ((start: RunStart) => void) | undefined;
  /** Told of each check that is run, when it starts. */
  readonly onCheck?: ((id: string) => void) | undefined;
  /** Told of each result at once, in the order in which the checks end. */
  readonly onResult?: ((result: CheckResult) => void) | undefined;
}

/** What is known of a run before its first check. */
export interface RunStart extends Pick<RunResult, "connector" | "seed" | "concurrency" | "target"> {
  /** The ids of the checks to come, in the contract's order. */
  readonly checks: readonly string[];
}

const CONCURRENCY = 4;

/**
 * Runs a contract's checks in random order, each in a vault of its own, and says what came of each. Rejects with a `CheckFailure` when
 * the connector cannot even describe itself, with a `ContractsError` for terms that do not hold, with a `ControlError` when there is no fauxvault to set a vault up in, with a `TargetError`
 * when a target does not answer as it should, and with a `LeftBehind` when it broke off and not everything could be removed.
 */
export async function runContract<Kind extends MockVault>(plan: RunPlan<Kind>): Promise<RunResult> {
  const started = performance.now();
  const { product, adapter, canaries = new Canaries(), seed = randomInt(2 ** 31) } = plan;
  const { terms = {}, target } = plan;
  checkTerms(terms, product);
  const scheme = target === undefined ? (plan.scheme ?? "https") : schemeOf(target.target.address);
  const timeLimit = plan.timeLimit ?? (target === undefined ? TIME_LIMIT : TARGET_TIME_LIMIT);
  const atOnce = plan.concurrency ?? (target === undefined ? CONCURRENCY : 1);
  const concurrency = Math.max(1, Math.min(atOnce, adapter.concurrency));
  const hold = plan.hold !== undefined;
  const session = await openSession({ ...plan, canaries, seed, scheme, terms, timeLimit, hold });
  const { name, version, capabilities } = session.description;
  const where = target === undefined ? {} : { target: target.target.address };
  const head = { connector: { name, version }, seed, concurrency, ...where };
  const wanted = selectChecks(product.checks, plan);
  const ids = wanted.map(({ id }) => id);
  let results: CheckResult[];
  let milliseconds: number;
  try {
    plan.onStart?.({ ...head, checks: ids });
    results = sortResults(await runAll(new Chance(seed, "order").shuffle(wanted), session, concurrency, plan), ids);
    milliseconds = Math.round(performance.now() - started);
    const held = results.filter((result) => result.held);
    if (held.length > 0) await plan.hold?.(held);
  } catch (error) {
    const left = await session.close();
    throw left.length === 0 ? error : new LeftBehind(left, error);
  }
  const leftovers = await session.close();
  const missing = wanted.length - results.length;
  const bailed = plan.bail === true && results.some(isTrouble) && !plan.signal?.aborted;
  const isWhole = plan.only === undefined && missing === 0;
  // At a target, what a capability is called upon for may be for mocks alone.
  const isAll = isWhole && wanted.length === product.checks.length && target === undefined;
  return {
    product: product.name,
    ...head,
    scheme,
    milliseconds,
    ...summarise(results, isWhole),
    ...(isAll ? { unexercised: capabilities.filter((one) => !session.exercised.has(one)) } : {}),
    leftovers,
    problems: findDifferences(terms, capabilities),
    interrupted: missing > 0 && !bailed,
    ...(missing > 0 && bailed ? { notRun: missing } : {}),
  };
}

function schemeOf(address: string): "https" | "http" {
  return address.startsWith("https:") ? "https" : "http";
}

async function runAll<Kind extends MockVault>(
  checks: readonly Check<Kind>[],
  session: Session<Kind>,
  concurrency: number,
  { signal, onResult, onCheck, terms = {}, bail }: Pick<RunPlan, "signal" | "onResult" | "onCheck" | "terms" | "bail">,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  let isOver = false;
  const report = (judged: CheckResult) => {
    const result = judgeByTerms(judged, terms);
    results.push(result);
    isOver ||= bail === true && isTrouble(result);
    onResult?.(result);
  };
  const waiting = checks.filter((check) => {
    const leftOut = session.leaveOut(check);
    if (leftOut) report(leftOut);
    return leftOut === undefined;
  });
  const answering = waiting.find(({ id }) => id === LEAK_CHECK);
  const outcomes: CheckOutcome[] = [];
  let answer: CheckResult | undefined;
  const work = async () => {
    for (let next = waiting.shift(); next && !signal?.aborted; next = isOver ? undefined : waiting.shift()) {
      onCheck?.(next.id);
      const outcome = await unlessAborted(session.run(next), signal);
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
