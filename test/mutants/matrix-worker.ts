import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import type { Connector } from "../../contracts/port.ts";
import type { Product } from "../../contracts/product.ts";
import type { CheckResult } from "../../contracts/result.ts";
import { runContract } from "../../contracts/runner.ts";
import { ControlClient } from "../../src/control/client.ts";
import { startRunning } from "../../src/control/running.ts";
import { triedContracts } from "./contracts.ts";

/** A connector to be tried: a mutant of a contract by its place, or the sound connector without one. */
export interface Trial {
  readonly contract: number;
  readonly mutant?: number;
}

/** What came of one. */
export interface TrialOutcome {
  readonly trial: Trial;
  /** The ids of the checks that failed, and of those in which the harness was in trouble. */
  readonly failed: readonly string[];
  readonly troubled: readonly string[];
}

/** Of mutants, short, so that those which wait for ever do not take for ever; in milliseconds. */
const TIME_LIMITS = { callTimeLimit: 500, grace: 300 };

/** Many checks wait for most of their time: so many at once leave the processor little to wait for. */
const AT_ONCE = 12;

/** Tries the connectors that the parent process names, one after the other, until it lets go. */
export async function startMatrixWorker(): Promise<void> {
  const authorityFolder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-mutants-"));
  const onTrouble = (message: string) => console.error(message);
  const plan = { fixture: "empty", freePorts: true, authorityFolder, onTrouble, onStopAsked: () => undefined };
  const running = await startRunning(plan);
  const control = new ControlClient(running.control);
  process.on("message", (trial: Trial) => {
    void tryOut(control, trial).then((outcome) => process.send?.(outcome));
  });
  process.once("disconnect", async () => {
    await running.stop();
    await rm(authorityFolder, { recursive: true, force: true });
    // A connector that closes nothing would keep this process.
    process.exit();
  });
  process.send?.("ready");
}

async function tryOut(control: ControlClient, trial: Trial): Promise<TrialOutcome> {
  const contract = triedContracts[trial.contract];
  const mutant = trial.mutant === undefined ? undefined : contract?.mutants[trial.mutant];
  if (!contract) throw new Error(`There is no contract ${trial.contract}.`);
  const { product, Sound } = contract;
  const adapter = inProcess((): Connector => mutant?.make() ?? new Sound(), AT_ONCE);
  // Only where it matters through TLS, whose handshakes take most of the time.
  const isSecure = ({ id, onlyHttps }: Product["checks"][number]) => onlyHttps || mutant?.trips.includes(id) === true;
  const timeLimits = mutant ? TIME_LIMITS : {};
  try {
    const concurrency = mutant ? AT_ONCE : undefined;
    const results: CheckResult[] = [];
    for (const scheme of ["https", "http"] as const) {
      const checks = product.checks.filter((check) => isSecure(check) === (scheme === "https"));
      const only = checks.map(({ id }) => id);
      const plan = { product, adapter, control, scheme, only, concurrency, seed: 1, ...timeLimits };
      results.push(...(await runContract(plan)).results);
    }
    const ids = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).map(({ id }) => id);
    return { trial, failed: ids("failed"), troubled: ids("error") };
  } finally {
    await adapter.close();
  }
}
