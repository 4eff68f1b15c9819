import { afterAll, beforeAll, describe, test } from "vitest";
import type { Adapter } from "../../contracts/adapters/adapter.ts";
import type { Check } from "../../contracts/check.ts";
import { ContractsError } from "../../contracts/contracts-error.ts";
import type { Connector } from "../../contracts/port.ts";
import type { Product } from "../../contracts/product.ts";
import type { CheckResult } from "../../contracts/result.ts";
import { findIdlePatterns, type Selection, selectChecks } from "../../contracts/select-checks.ts";
import type { Session } from "../../contracts/session.ts";
import type { Terms } from "../../contracts/terms.ts";
import { TIME_LIMIT } from "../../contracts/time-limits.ts";
import type { MockVault } from "../../contracts/vault.ts";
import { startFauxvault } from "./start-fauxvault.ts";
import type { Vault } from "./vault.ts";

/** What makes a connector for each check; or an adapter, such as `stdio(…)` or `commands(…)` of `fauxvault/contracts` give. */
export type ConnectorSource = (() => Connector | Promise<Connector>) | Adapter | Promise<Adapter>;

/** How a contract is run as tests. Times are in milliseconds. */
export interface ContractOptions extends Selection {
  /** Says the values that are planted: 1 when absent, so that a test is the same each time. */
  readonly seed?: number | undefined;
  readonly scheme?: "https" | "http" | undefined;
  /** What one check may take: 30,000 when absent, as in any run. */
  readonly timeLimit?: number | undefined;
  /** What is agreed on for this connector: known failures, bypasses, settings of its own. The rules are those of a configuration. */
  readonly terms?: Terms | undefined;
}

/** What a test may take beyond its check, in milliseconds: setting up its vault, and the connector's leave. */
const REST = 15_000;

/**
 * One test of vitest for each check of a contract, with the check's id as its name. Each has a vault of its own, in a fauxvault that is
 * started for all of them. A check that does not concern the connector is skipped with the reason. Two tests more hold the run itself to
 * account: `what was agreed on is declared`, where the terms name capabilities, and `some check ran`, as a run of skipped checks proves
 * nothing. Throws a `ContractsError` for a selection without checks; terms that do not hold fail the suite.
 *
 * ```ts
 * import { passwordstate } from "fauxvault/contracts";
 * import { describeContract } from "fauxvault/vitest";
 * import { createConnector } from "./connector.ts";
 *
 * describeContract(passwordstate, createConnector);
 * ```
 */
export function describeContract<Kind extends MockVault>(
  contract: Product<Kind>,
  connect: ConnectorSource,
  options: ContractOptions = {},
): void {
  const { seed = 1, scheme = "https", timeLimit = TIME_LIMIT, terms = {} } = options;
  const checks = pickChecks(contract, options);
  describe(`${contract.title} contract`, () => {
    let fauxvault: Vault | undefined;
    let adapter: Adapter | undefined;
    let session: Session<Kind> | undefined;

    beforeAll(async () => {
      const [{ checkTerms }, { openSession }, { Canaries }] = await Promise.all([
        import("../../contracts/config/check-terms.ts"),
        import("../../contracts/session.ts"),
        import("../../contracts/canaries.ts"),
      ]);
      checkTerms(terms, contract);
      fauxvault = await startFauxvault({ fixture: "empty" });
      adapter = await toAdapter(connect);
      const plan = { product: contract, adapter, control: fauxvault.control, canaries: new Canaries() };
      session = await openSession({ ...plan, seed, scheme, terms, timeLimit, hold: false });
    }, timeLimit + REST);

    afterAll(async () => {
      const leftovers = await session?.close();
      await adapter?.close();
      await fauxvault?.stop();
      if (leftovers && leftovers.length > 0) throw new Error(`Left behind: ${leftovers.join("; ")}`);
    }, REST);

    const up = (): Session<Kind> => {
      if (session) return session;
      throw new Error("The fauxvault of this contract is not up.");
    };

    for (const check of checks) {
      test(check.id, { timeout: timeLimit + REST }, async (context) => {
        const result = await runOne(up(), check, terms);
        const { outcome, message, reason } = result;
        if (outcome === "passed") return;
        if (outcome === "failed" || outcome === "error") throw await toError(result);
        context.skip(reason === undefined ? message : `known to fail: ${reason}`);
      });
    }

    if (terms.capabilities !== undefined) {
      test("what was agreed on is declared", async () => {
        const { findDifferences } = await import("../../contracts/terms.ts");
        const differences = findDifferences(terms, up().description.capabilities);
        if (differences.length > 0) throw plainError("Difference", differences.join("\n"));
      });
    }

    test("some check ran", () => {
      const { leaveOut } = up();
      if (checks.some((check) => leaveOut(check) === undefined)) return;
      throw plainError(
        "Nothing ran",
        `Of ${checks.length} checks that were asked for none ran. Each test says why not.`,
      );
    });
  });
}

/** The checks that are wanted; there has to be one, and one for each pattern. */
function pickChecks<Kind extends MockVault>({ title, checks }: Product<Kind>, options: Selection): Check<Kind>[] {
  const [nobodys] = findIdlePatterns(checks, options.only);
  if (nobodys !== undefined) throw new ContractsError(`The ${title} contract has no check '${nobodys}'.`);
  const wanted = selectChecks(checks, options);
  if (wanted.length > 0) return wanted;
  throw new ContractsError(
    `The ${title} contract has no check of level ${options.level} among those that are asked for.`,
  );
}

async function runOne<Kind extends MockVault>(
  session: Session<Kind>,
  check: Check<Kind>,
  terms: Terms,
): Promise<CheckResult> {
  const leftOut = session.leaveOut(check);
  if (leftOut) return leftOut;
  const [{ chargeLeaks }, { judgeByTerms }] = await Promise.all([
    import("../../contracts/charge-leaks.ts"),
    import("../../contracts/terms.ts"),
  ]);
  const outcome = await session.run(check);
  return judgeByTerms(chargeLeaks(outcome.result, [outcome], check.fix), terms);
}

async function toAdapter(connect: ConnectorSource): Promise<Adapter> {
  const source = await connect;
  if (typeof source !== "function") return source;
  const { inProcess } = await import("../../contracts/adapters/in-process.ts");
  return inProcess(source);
}

/** A failure as vitest shows it: what the terminal report would say, and no stack, which would only show this file. */
async function toError(result: CheckResult): Promise<Error> {
  const { explain } = await import("../../contracts/reports/explain.ts");
  const again = `npx vitest run -t ${JSON.stringify(result.id)}`;
  const parts = explain(result, again).map(({ name, lines }) => `${name}: ${lines.join("\n  ")}`);
  return plainError(result.outcome === "failed" ? "Broken promise" : "Trouble of the harness", parts.join("\n"));
}

function plainError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}
