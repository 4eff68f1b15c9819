import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { type Check, check, type Scene } from "../../contracts/check.ts";
import { CheckFailure } from "../../contracts/check-failure.ts";
import type { SecretRef, Settings } from "../../contracts/port.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import type { PasswordstateVault } from "../../contracts/products/passwordstate-vault.ts";
import { exitCodeOf } from "../../contracts/result.ts";
import { type RunPlan, runContract } from "../../contracts/runner.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** A check that does what a test wants. */
function act(id: string, run: Check<PasswordstateVault>["run"], plan: Partial<Check> = {}): Check<PasswordstateVault> {
  const words = { intent: "i", promise: "p", fix: "f", source: "s" };
  return check(id, { level: "core", ...words, ...plan, run });
}

const passing = (id: string, plan?: Partial<Check>) => act(id, async () => undefined, plan);

/** Runs checks of a test's own, in a copy of the contract's vault. */
async function run(checks: readonly Check<PasswordstateVault>[], plan: Partial<RunPlan<PasswordstateVault>> = {}) {
  const adapter = inProcess(() => new BarePasswordstate());
  try {
    return await runContract({ product: { ...passwordstate, checks }, adapter, control: control(), ...plan });
  } finally {
    await adapter.close();
  }
}

test("a run in which nothing ran is a failure of its own kind", async () => {
  const nothing = await run([]);
  const skipped = await run([passing("needs.much", { needs: ["getDocument"] })]);
  expect([exitCodeOf(nothing), exitCodeOf(skipped)]).toEqual([3, 3]);
  expect(skipped.results[0]).toMatchObject({
    outcome: "skipped",
    message: "The connector does not declare getDocument.",
  });
});

test("the same seed gives the same order and the same values, another seed others", async () => {
  const seen: string[] = [];
  const checks = ["a", "b", "c", "d", "e", "f", "g", "h"].map((id) =>
    act(id, async ({ vault }) => void seen.push(`${id} ${vault.makeValue()}`)),
  );
  const orders: string[] = [];
  for (const seed of [11, 11, 12]) {
    await run(checks, { seed, concurrency: 1 });
    orders.push(seen.splice(0).join());
  }
  expect(orders[0]).toBe(orders[1]);
  expect(orders[0]).not.toBe(orders[2]);
});

test("the results are in the contract's order, whatever order the checks ran in", async () => {
  const ids = ["b.2", "b.1", "a.3", "a.2", "a.1", "c.1", "c.0"];
  const ended: string[] = [];
  const checks = ids.map((id) => passing(id, id === "a.3" ? { needs: ["getHistory"] } : {}));
  const { results } = await run(checks, { seed: 4, onResult: ({ id }) => ended.push(id) });
  expect(ended).not.toEqual(ids);
  expect(results.map(({ id }) => id)).toEqual(ids);
});

test("a check gets the same values whether it runs alone or with others", async () => {
  const seen: string[] = [];
  const checks = [act("one", async ({ vault }) => void seen.push(vault.makeValue())), passing("other")];
  await run(checks, { seed: 5 });
  await run(checks, { seed: 5, only: ["one"] });
  expect(seen[0]).toBe(seen[1]);
});

test("a check that does not end is failed at its time limit", async () => {
  const { results } = await run([act("endless", () => new Promise(() => undefined))], { timeLimit: 100 });
  expect(results[0]).toMatchObject({ outcome: "failed", message: "The check did not end within 100 ms." });
});

test("single checks may be given a time limit of their own, by id", async () => {
  const endless = (id: string) => act(id, () => new Promise(() => undefined));
  const terms = { timeLimits: { "slow.one": 100, "slow.*": 150 } };
  const { results } = await run([endless("slow.one"), endless("slow.other")], { terms });
  expect(results.map(({ message }) => message)).toEqual([
    "The check did not end within 100 ms.",
    "The check did not end within 150 ms.",
  ]);
});

test("declared capabilities that no check called upon are known after a run of all checks, and only then", async () => {
  const search = async ({ connector }: Scene<PasswordstateVault>) => void (await connector.findSecrets({ name: "x" }));
  const searching = act("searches", search, { needs: ["findSecrets"] });
  const readByName = async ({ connector, vault }: Scene<PasswordstateVault>) => {
    const { name, container } = await vault.plant();
    await connector.getSecret({ name, container });
  };
  const byName = act("by.name", readByName, { needs: ["readByName"] });
  const calling = act("calls.all", async ({ connector }) => void (await connector.listContainers()));
  const whole = await run([searching, byName, calling]);
  expect(whole.unexercised).toContain("createSecret");
  // Called upon, but by a check that is not about it.
  expect(whole.unexercised).toContain("listContainers");
  expect(whole.unexercised).not.toContain("findSecrets");
  expect(whole.unexercised).not.toContain("readByName");
  expect((await run([searching, byName], { only: ["searches"] })).unexercised).toBeUndefined();
});

test("a broken promise is a failure, trouble of the harness is an error, and both end with 1", async () => {
  const broken = act("broken", async () => Promise.reject(new CheckFailure("It was not so.")));
  const confused = act("confused", async () => Promise.reject(new TypeError("nothing to read")));
  const failed = await run([broken, passing("fine")]);
  const erred = await run([confused, passing("fine")]);
  expect(failed.counts).toMatchObject({ failed: 1, passed: 1 });
  expect(erred.results.find(({ id }) => id === "confused")).toMatchObject({
    outcome: "error",
    message: "The harness is in trouble, not the connector: nothing to read",
  });
  expect([exitCodeOf(failed), exitCodeOf(erred)]).toEqual([1, 1]);
});

test("the level reached is the highest of which nothing failed, with all below it", async () => {
  const broken = (id: string, level: Check["level"]) =>
    act(id, async () => Promise.reject(new CheckFailure("It was not so.")), { level });
  const core = passing("core");
  const hardened = passing("hardened", { level: "hardened" });
  const reached = await run([core, passing("standard", { level: "standard" }), hardened]);
  const half = await run([core, broken("standard", "standard"), hardened]);
  const none = await run([broken("core", "core"), hardened]);
  const part = await run([core, hardened], { only: ["core"] });
  expect([reached.level, half.level, none.level, part.level]).toEqual(["hardened", "core", undefined, undefined]);
});

test("each check has a vault of its own, and none is left behind", async () => {
  const before = (await control().sandboxes()).length;
  const lists: number[] = [];
  const plants = (id: string) =>
    act(id, async ({ vault }) => {
      await vault.plant();
      lists.push((await vault.list(vault.container)).length);
    });
  const { leftovers } = await run(["a", "b", "c", "d"].map(plants));
  expect(new Set(lists).size).toBe(1);
  expect(leftovers).toEqual([]);
  expect(await control().sandboxes()).toHaveLength(before);
});

test("the vault of a failed check is held until it is let go, and answers meanwhile", async () => {
  const broken = act("broken", async ({ vault }) => {
    await vault.plant({ name: "left to look at" });
    throw new CheckFailure("It was not so.");
  });
  const answers: number[] = [];
  const { results } = await run([broken, passing("fine")], {
    scheme: "http",
    hold: async (held) => {
      for (const { held: vault } of held) answers.push((await fetch(`${vault?.address}/api/`)).status);
    },
  });
  expect(answers).toEqual([200]);
  const { address = "", sandbox = "" } = results.find(({ id }) => id === "broken")?.held ?? {};
  await expect(fetch(`${address}/api/`)).rejects.toThrow();
  expect((await control().sandboxes()).map(({ id }) => id)).not.toContain(sandbox);
});

test("a connector that is given an http address is not asked about certificates", async () => {
  const adapter = inProcess(() => new BarePasswordstate());
  const { results } = await runContract({ product: passwordstate, adapter, control: control(), scheme: "http" });
  await adapter.close();
  const others = results.filter(({ outcome }) => outcome !== "passed");
  const secure = passwordstate.checks.filter(({ onlyHttps }) => onlyHttps).map(({ id }) => [id, "skipped"]);
  expect(others.map(({ id, outcome }) => [id, outcome])).toEqual(secure);
  expect(secure.every(([id]) => id?.startsWith("tls."))).toBe(true);
});

test("a connector may take longer to describe itself than a call may take: its program has to start first", async () => {
  const bare = new BarePasswordstate();
  const describe = () => new Promise((resolve) => setTimeout(() => resolve(bare.describe()), 300));
  const adapter = inProcess(Object.assign(Object.create(bare), { describe }) as BarePasswordstate);
  const tight = { only: ["declaration.*"], callTimeLimit: 50, grace: 50 };
  const { results } = await runContract({ product: passwordstate, adapter, control: control(), ...tight });
  await adapter.close();
  expect(results).toHaveLength(2);
});

test("one connector object serves one check after the other", async () => {
  const adapter = inProcess(new BarePasswordstate());
  const only = ["declaration.*", "reading.by-id", "reading.missing"];
  const { counts } = await runContract({ product: passwordstate, adapter, control: control(), only, concurrency: 4 });
  await adapter.close();
  expect(counts).toEqual({ passed: 4, failed: 0, known: 0, skipped: 0, bypassed: 0, error: 0 });
});

test("a connector that is a frozen object is as good as any", async () => {
  const bare = new BarePasswordstate();
  const adapter = inProcess(
    Object.freeze({
      describe: () => ({ ...bare.describe(), capabilities: [] }),
      connect: (settings: Settings) => bare.connect(settings),
      close: () => bare.close(),
      testConnection: () => bare.testConnection(),
      getSecret: (ref: SecretRef) => bare.getSecret(ref),
    }),
  );
  const only = ["reading.by-id"];
  const { counts } = await runContract({ product: passwordstate, adapter, control: control(), only });
  await adapter.close();
  expect(counts).toMatchObject({ passed: 1, failed: 0, error: 0 });
});
