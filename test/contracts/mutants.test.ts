import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { neutralChecks } from "../../contracts/checks/neutral.ts";
import type { Connector } from "../../contracts/port.ts";
import type { Product } from "../../contracts/product.ts";
import { PRODUCTS } from "../../contracts/products/find-product.ts";
import { runContract } from "../../contracts/runner.ts";
import { fitsId } from "../../contracts/select-checks.ts";
import { triedContracts } from "../mutants/contracts.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

const cases = triedContracts.flatMap(({ product, mutants }) =>
  mutants.map((mutant) => ({ name: product.name, product, ...mutant })),
);

async function run(product: Product, make: () => Connector, only?: readonly string[]) {
  const adapter = inProcess(make);
  try {
    return await runContract({ product, adapter, control: control(), only, callTimeLimit: 5_000, grace: 300 });
  } finally {
    await adapter.close();
  }
}

test.each(triedContracts)("the $product.name connector that the mutants come from passes every check", async (one) => {
  const { results } = await run(one.product, () => new one.Sound());
  expect(results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(results).toHaveLength(one.product.checks.length);
});

// A flaw that is only seen when requests are quick, such as polling without a pause, is not seen while the machine stands still.
const whileItKeepsUp = { retry: 2 };
test.each(cases)("a $name connector that $flaw is caught", whileItKeepsUp, async ({ product, make, trips }) => {
  const { results } = await run(product, make, trips);
  const outcomes = Object.fromEntries(results.map(({ id, outcome, message }) => [id, outcome === "failed" || message]));
  expect(outcomes).toEqual(Object.fromEntries(trips.map((id) => [id, true])));
});

test.each(triedContracts)("every check of $product.name has a mutant that it catches", ({ product, mutants }) => {
  const caught = new Set(mutants.flatMap(({ trips }) => trips));
  expect(product.checks.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});

test("every product has a contract with mutants, and no neutral check is left out of any without a reason", () => {
  expect(triedContracts.map(({ product }) => product)).toEqual(PRODUCTS);
  for (const { checks, leftOut = [] } of PRODUCTS) {
    const isLeftOut = ({ id }: { readonly id: string }) => leftOut.some(({ check }) => fitsId(id, check));
    const wanted = neutralChecks.filter((check) => !isLeftOut(check));
    expect(checks.map(({ run }) => run)).toEqual(expect.arrayContaining(wanted.map(({ run }) => run)));
    expect(checks.filter(isLeftOut)).toEqual([]);
    for (const { check } of leftOut) expect(neutralChecks.some(({ id }) => fitsId(id, check))).toBe(true);
  }
});
