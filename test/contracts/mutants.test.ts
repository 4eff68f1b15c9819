import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { neutralChecks } from "../../contracts/checks/neutral.ts";
import type { Connector } from "../../contracts/port.ts";
import type { Product } from "../../contracts/product.ts";
import { PRODUCTS } from "../../contracts/products/find-product.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { pmp } from "../../contracts/products/pmp.ts";
import { runContract } from "../../contracts/runner.ts";
import type { Mutant } from "../mutants/mutant.ts";
import { passwordstateMutants } from "../mutants/passwordstate/all-mutants.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";
import { pmpMutants } from "../mutants/pmp/all-mutants.ts";
import { BarePmp } from "../mutants/pmp/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** The products, each with the connector that its mutants come from. */
const contracts: readonly { product: Product; Sound: new () => Connector; mutants: readonly Mutant[] }[] = [
  { product: passwordstate as Product, Sound: BarePasswordstate, mutants: passwordstateMutants },
  { product: pmp as Product, Sound: BarePmp, mutants: pmpMutants },
];
const cases = contracts.flatMap(({ product, mutants }) =>
  mutants.map((mutant) => ({ name: product.name, product, ...mutant })),
);

async function run(product: Product, make: () => Connector, only?: readonly string[]) {
  const adapter = inProcess(make);
  try {
    return await runContract({ product, adapter, control: control(), only, grace: 300 });
  } finally {
    await adapter.close();
  }
}

test.each(contracts)(
  "the $product.name connector that the mutants come from passes every check",
  async (one) => {
    const { results } = await run(one.product, () => new one.Sound());
    expect(results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(results).toHaveLength(one.product.checks.length);
  },
  60_000,
);

test.each(cases)("a $name connector that $flaw is caught", async ({ product, make, trips }) => {
  const { results } = await run(product, make, trips);
  const outcomes = Object.fromEntries(results.map(({ id, outcome, message }) => [id, outcome === "failed" || message]));
  expect(outcomes).toEqual(Object.fromEntries(trips.map((id) => [id, true])));
});

test.each(contracts)("every check of $product.name has a mutant that it catches", ({ product, mutants }) => {
  const caught = new Set(mutants.flatMap(({ trips }) => trips));
  expect(product.checks.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});

test("every product has a contract with mutants, and no neutral check is left out of any", () => {
  expect(contracts.map(({ product }) => product)).toEqual(PRODUCTS);
  for (const { checks } of PRODUCTS) expect(checks).toEqual(expect.arrayContaining([...neutralChecks]));
});
