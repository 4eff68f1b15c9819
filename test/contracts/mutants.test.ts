import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import type { Connector } from "../../contracts/port.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { passwordstateMutants } from "../mutants/passwordstate/all-mutants.ts";
import { BareConnector } from "../mutants/passwordstate/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

async function run(make: () => Connector, only?: readonly string[]) {
  const adapter = inProcess(make);
  try {
    return await runContract({ product: passwordstate, adapter, control: control(), only, grace: 300 });
  } finally {
    await adapter.close();
  }
}

test("the connector that the mutants come from passes every check", async () => {
  const { results } = await run(() => new BareConnector());
  expect(results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(results).toHaveLength(passwordstate.checks.length);
}, 60_000);

test.each(passwordstateMutants)("a connector that $flaw is caught", async ({ make, trips }) => {
  const { results } = await run(make, trips);
  const outcomes = Object.fromEntries(results.map(({ id, outcome, message }) => [id, outcome === "failed" || message]));
  expect(outcomes).toEqual(Object.fromEntries(trips.map((id) => [id, true])));
});

test("every check has a mutant that it catches", () => {
  const caught = new Set(passwordstateMutants.flatMap(({ trips }) => trips));
  expect(passwordstate.checks.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});
