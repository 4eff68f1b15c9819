import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { type Check, check } from "../../contracts/check.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import type { PasswordstateVault } from "../../contracts/products/passwordstate-vault.ts";
import { exitCodeOf } from "../../contracts/result.ts";
import { type RunPlan, runContract } from "../../contracts/runner.ts";
import { ControlClient } from "../../src/control/client.ts";
import type { SandboxClient } from "../../src/control/sandbox-client.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

function act(id: string, run: Check<PasswordstateVault>["run"]): Check<PasswordstateVault> {
  return check(id, { level: "core", intent: "i", promise: "p", fix: "f", source: "s", run });
}

const passing = (id: string) => act(id, async () => undefined);

/** Runs checks of a test's own, one after the other. */
async function run(checks: readonly Check<PasswordstateVault>[], plan: Partial<RunPlan<PasswordstateVault>>) {
  const adapter = inProcess(() => new BarePasswordstate(), 1);
  try {
    return await runContract({ product: { ...passwordstate, checks }, adapter, control: control(), ...plan });
  } finally {
    await adapter.close();
  }
}

test("it gives up what is under way, leaves nothing behind, and ends with 130", async () => {
  const before = (await control().sandboxes()).length;
  const controller = new AbortController();
  const endless = act("endless", () => {
    controller.abort();
    return new Promise(() => undefined);
  });
  const result = await run([endless, passing("never reached")], { signal: controller.signal, seed: 1 });
  expect(exitCodeOf(result)).toBe(130);
  expect(await control().sandboxes()).toHaveLength(before);
});

test("it has reached no level, whatever passed until then", async () => {
  const controller = new AbortController();
  const plan = { signal: controller.signal, onResult: () => controller.abort() };
  const result = await run([passing("one"), passing("other")], plan);
  expect(result.counts.passed).toBe(1);
  expect(result).toMatchObject({ interrupted: true });
  expect(result.level).toBeUndefined();
});

/** Steers the fauxvault over a line on which the answer to a fork is late: by then the run has been interrupted. */
class LateControl extends ControlClient {
  onFork: () => void = () => undefined;

  override sandbox(id?: string): SandboxClient {
    const sandbox = super.sandbox(id);
    const fork = sandbox.fork.bind(sandbox);
    sandbox.fork = async (plan) => {
      const made = await fork(plan);
      this.onFork();
      await this.health();
      return made;
    };
    return sandbox;
  }
}

test("a vault that is being set up meanwhile is not left behind", async () => {
  const before = (await control().sandboxes()).map(({ id }) => id);
  const controller = new AbortController();
  const late = new LateControl({ url: control().url });
  late.onFork = () => controller.abort();
  const endless = act("endless", () => new Promise(() => undefined));
  const { leftovers, interrupted } = await run([endless], { control: late, signal: controller.signal });
  expect(interrupted).toBe(true);
  expect(leftovers).toEqual([]);
  expect((await control().sandboxes()).map(({ id }) => id)).toEqual(before);
});
