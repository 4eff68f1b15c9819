import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { type Check, liveCheck } from "../../contracts/check.ts";
import { runContract } from "../../contracts/runner.ts";
import type { MockVault, Vault, WritableVault } from "../../contracts/vault.ts";
import { triedContracts } from "../mutants/contracts.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** All that a real product has for a check; the types see to it that the lists are whole. */
const READABLE = Object.keys({
  address: true,
  credential: true,
  known: true,
  missing: true,
  unknownCredential: true,
  deadAddress: true,
} satisfies Record<keyof Vault, true>);
const WRITABLE = Object.keys({
  container: true,
  fields: true,
  plant: true,
  change: true,
  remove: true,
  list: true,
  makeValue: true,
  makeName: true,
} satisfies Record<Exclude<keyof WritableVault, keyof Vault>, true>);

/** A vault that has nothing but these members. */
function narrow(vault: MockVault, members: readonly string[]): MockVault {
  return new Proxy(vault, {
    get(_, name) {
      if (!members.includes(String(name))) throw new Error(`No real product has '${String(name)}'.`);
      const member: unknown = Reflect.get(vault, name);
      return typeof member === "function" ? member.bind(vault) : member;
    },
  });
}

function narrowed(check: Check): Check {
  const members = check.targets.includes("live-read") ? READABLE : [...READABLE, ...WRITABLE];
  return { ...check, run: (scene) => check.run({ ...scene, vault: narrow(scene.vault, members) }) };
}

test.each(triedContracts.filter(({ product }) => product.live))(
  "the $product.name checks that may run at a real product ask nothing of a mock",
  async ({ product, Sound }) => {
    const checks = product.checks.filter(({ targets }) => targets.includes("live-write")).map(narrowed);
    const adapter = inProcess(() => new Sound());
    const run = await runContract({ product: { ...product, checks }, adapter, control: control() });
    await adapter.close();
    expect(run.results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(checks.length).toBeGreaterThan(20);
  },
);

test("a product without a way to its real one has no check that may run there", () => {
  const others = triedContracts.filter(({ product }) => !product.live).flatMap(({ product }) => product.checks);
  expect(others.filter(({ targets }) => targets.some((target) => target !== "mock"))).toEqual([]);
});

test("a check for a real product cannot be written with what only a mock has", () => {
  const words = { level: "core", intent: "", promise: "", fix: "", source: "" } as const;
  const read = liveCheck("area.read", "live-read", {
    ...words,
    // @ts-expect-error A vault that is only read cannot be planted in.
    run: async ({ vault }) => void (await vault.plant()),
  });
  const written = liveCheck("area.write", "live-write", {
    ...words,
    // @ts-expect-error No real product can be disturbed.
    run: async ({ vault }) => vault.disturb({ kind: "reset" }),
  });
  expect(read.targets).toEqual(["mock", "live-read", "live-write"]);
  expect(written.targets).toEqual(["mock", "live-write"]);
});
