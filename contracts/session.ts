import type { ControlClient } from "../src/control/client.ts";
import type { Adapter } from "./adapters/adapter.ts";
import type { Canaries } from "./canaries.ts";
import type { Check } from "./check.ts";
import { CheckFailure } from "./check-failure.ts";
import { ContractsError } from "./contracts-error.ts";
import { guardOwn } from "./guard-own.ts";
import { openLiveStage } from "./live/live-stage.ts";
import { stoppable } from "./live/stoppable.ts";
import type { TargetPlan } from "./live/target-plan.ts";
import { whyNotHere } from "./live/why-not-here.ts";
import { observe, type Watch } from "./observe.ts";
import type { Capability, Description } from "./port.ts";
import type { Product } from "./product.ts";
import type { CheckResult } from "./result.ts";
import { type CheckOutcome, type CheckSurroundings, runCheck, tellCheck } from "./run-check.ts";
import { openStage, type Stage } from "./stage.ts";
import { type Terms, timeLimitOf, whyBypassed } from "./terms.ts";
import { DESCRIBE_TIME_LIMIT } from "./time-limits.ts";
import type { MockVault, Vault } from "./vault.ts";

/** More than this of what a silent connector wrote says no more, in characters. */
const MOST_TOLD = 500;

/** What checks are run with. Times are in milliseconds. */
export interface SessionPlan<Kind extends MockVault = MockVault> {
  readonly product: Product<Kind>;
  readonly adapter: Adapter;
  /** Steers the fauxvault that the vaults are set up in; not needed with a target. */
  readonly control?: ControlClient | undefined;
  /** A real product, in place of vaults that are set up. */
  readonly target?: TargetPlan | undefined;
  /** Knows the secrets of the run; to be shared with an adapter that quotes what its process wrote. */
  readonly canaries: Canaries;
  readonly seed: number;
  readonly scheme: "https" | "http";
  readonly terms: Terms;
  /** What one check may take. */
  readonly timeLimit: number;
  /** The time limit in the connector's settings; a third of `timeLimit` when absent. */
  readonly callTimeLimit?: number | undefined;
  /** What a call may take beyond that before it is given up; no more than a fifth of `timeLimit` when absent. */
  readonly grace?: number | undefined;
  /** Whether the vaults of checks that do not pass stay open until the session ends. */
  readonly hold: boolean;
  /** At a target, ends all that the connector is asked for. */
  readonly signal?: AbortSignal | undefined;
}

/** A connector that has described itself, and a place where its checks can be run, one by one and in any order. */
export interface Session<Kind extends MockVault = MockVault> {
  readonly description: Description;
  /** The declared capabilities that a check has been about, and called upon, so far. */
  readonly exercised: ReadonlySet<Capability>;
  /** The result of a check that is not to be run; undefined when it is. */
  leaveOut(check: Check<Kind>): CheckResult | undefined;
  run(check: Check<Kind>): Promise<CheckOutcome>;
  /** Removes what was set up; gives what could not be removed. The adapter stays. */
  close(): Promise<string[]>;
}

/** Lets a connector describe itself and sets up what its checks need. Rejects as `runContract` does. */
export async function openSession<Kind extends MockVault>(plan: SessionPlan<Kind>): Promise<Session<Kind>> {
  const { canaries, scheme, terms, timeLimit, hold, target } = plan;
  const adapter = target === undefined ? plan.adapter : stoppable(plan.adapter, plan.signal);
  const { grace = Math.min(3_000, timeLimit / 5), callTimeLimit = timeLimit / 3 } = plan;
  const mask = (text: string) => canaries.mask(text);
  const description = await describe(adapter, { grace, mask, timeLimit: DESCRIBE_TIME_LIMIT });
  guardOwn(description, terms.settings, canaries);
  const stage = await setUp(plan, callTimeLimit + grace);
  const exercised = new Set<Capability>();
  const around = {
    ...{ stage, adapter, canaries, description, scheme, callTimeLimit, grace, hold },
    own: target === undefined ? leaveOutReasons(terms.settings) : (terms.settings ?? {}),
  };
  // Some checks call all that there is, whatever comes of it: only one that needs a capability puts it to the test.
  const noteCalls =
    ({ needs }: Check<Kind>): CheckSurroundings<Kind>["onCalled"] =>
    (method, [first]) => {
      const called = method === "getSecret" && isByName(first) ? "readByName" : method;
      const capability = needs.find((one) => one === called);
      if (capability !== undefined) exercised.add(capability);
    };
  return {
    description,
    exercised,
    leaveOut(check) {
      const reason = whyBypassed(terms, check.id);
      const told = { ...tellCheck(check), milliseconds: 0 };
      if (reason !== undefined) return { ...told, outcome: "bypassed", message: reason };
      const lack = (target && whyNotHere(check, target.target)) ?? findLack(check, around);
      return lack === undefined ? undefined : { ...told, outcome: "skipped", message: lack };
    },
    run: (check) =>
      runCheck(check, {
        ...around,
        timeLimit: timeLimitOf(terms, check.id, timeLimit),
        onCalled: noteCalls(check),
      }),
    close: () => stage.close(),
  };
}

/** What a real product demands of every request is not told to a mock: there the checks say whether a connector is given it. */
function leaveOutReasons({ reason: _, ticket: __, ...own }: Readonly<Record<string, unknown>> = {}) {
  return own;
}

/** `patience` is what a call of the connector may take at the most. */
async function setUp<Kind extends MockVault>(plan: SessionPlan<Kind>, patience: number): Promise<Stage<Kind>> {
  const { product, control, target, canaries, seed, scheme } = plan;
  if (target !== undefined) {
    const stage: Stage<Vault> = await openLiveStage({ product, seed, canaries, patience, ...target });
    // Checks that ask more of a vault than such a stage gives are left out, by `whyNotHere`.
    return stage as Stage<Kind>;
  }
  if (control !== undefined) return await openStage({ product, control, scheme, seed, canaries });
  throw new ContractsError("There is neither a fauxvault to set vaults up in nor a target.");
}

async function describe(adapter: Adapter, watch: Pick<Watch, "grace" | "mask" | "timeLimit">): Promise<Description> {
  const lease = await adapter.lease();
  let stuck = false;
  const onStuck = () => {
    stuck = true;
  };
  try {
    const description = await observe(lease.connector, { ...watch, onStuck, onSaid: () => undefined }).describe();
    await lease.release(false);
    return description;
  } catch (error) {
    const { stdout, stderr } = await lease.release(stuck);
    // Cut only when masked: half a secret is one that no mask knows.
    const written = watch.mask(`${stdout}${stderr}`.trim()).slice(-MOST_TOLD);
    if (!stuck || !(error instanceof CheckFailure) || written === "") throw error;
    throw new CheckFailure(`${error.message} It wrote: ${JSON.stringify(written)}.`, error.fix);
  }
}

function isByName(ref: unknown): boolean {
  return typeof ref === "object" && ref !== null && (ref as { readonly id?: unknown }).id === undefined;
}

/** Why a check does not concern this connector; undefined when it does. */
function findLack<Kind extends MockVault>(
  { needs, onlyHttps }: Check<Kind>,
  { description, scheme }: Pick<CheckSurroundings<Kind>, "description" | "scheme">,
): string | undefined {
  const missing = needs.filter((capability) => !description.capabilities.includes(capability));
  if (missing.length > 0) return `The connector does not declare ${missing.join(", ")}.`;
  return onlyHttps && scheme !== "https" ? "The vault is reached through http." : undefined;
}
