import { expect, onTestFinished, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { check } from "../../contracts/check.ts";
import { CheckFailure } from "../../contracts/check-failure.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import type { PasswordstateVault } from "../../contracts/products/passwordstate-vault.ts";
import { runContract } from "../../contracts/runner.ts";
import { watchSandbox } from "../../contracts/watch-sandbox.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

test("a failure tells which faults were in play, and what each request met", async () => {
  const broken = check<PasswordstateVault>("broken.promise", {
    ...{ level: "core", intent: "i", promise: "p", fix: "f", source: "s" },
    async run({ vault, testAgain }) {
      await vault.disturb({ kind: "status", status: 503, body: "secret body" }, { times: 1, match: { method: "GET" } });
      await testAgain();
      await vault.endDisturbances();
      throw new CheckFailure("It was not so.");
    },
  });
  const adapter = inProcess(() => new BarePasswordstate());
  onTestFinished(() => adapter.close());
  const product = { ...passwordstate, checks: [broken] };
  const { results } = await runContract({ product, adapter, control: control() });
  expect(results[0]?.inPlay).toEqual(["fault: status 503 on GET, once", "faults end"]);
  expect(results[0]?.requests?.[0]).toMatchObject({ at: "2026-03-01T09:00:00.000Z", status: 503, faults: ["status"] });
});

test("moves of the clock and faults of every kind are told in words", async () => {
  const { id } = await control().createSandbox({ fixture: "contract" });
  const sandbox = control().sandbox(id);
  onTestFinished(() => sandbox.delete());
  const deeds = watchSandbox(sandbox);
  await sandbox.setClock({ advance: "P1D" });
  await sandbox.setClock({ at: "2026-05-01T00:00:00Z", freeze: true });
  await sandbox.addFault({
    effect: { kind: "reset" },
    when: "after",
    times: 2,
    match: { operation: "passwords.get", nth: 2 },
  });
  await sandbox.addFault({ effect: { kind: "drip", ms: 50 }, match: { path: "/api/*", caller: "build-01.test" } });
  await sandbox.addFault({ effect: { kind: "delay", ms: 20 } });
  expect(deeds).toEqual([
    "clock: advanced by P1D, to 2026-03-02T09:00:00.000Z",
    "clock: set and stopped, to 2026-05-01T00:00:00.000Z",
    "fault: reset on passwords.get, number 2, after the vault acts, 2 times",
    "fault: drip of 1 B every 50 ms on every request at /api/* from build-01.test",
    "fault: delay of 20 ms on every request",
  ]);
});
