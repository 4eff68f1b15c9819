import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { triedContracts } from "./contracts.ts";
import type { Trial, TrialOutcome } from "./matrix-worker.ts";
import { findFaults, tellMatrix } from "./tell-matrix.ts";

/** The checks make much that is soon forgotten: with more room for it, less time goes into clearing it away. */
const ROOM = ["--max-semi-space-size=64"];

/** How often progress is told where nobody watches: after so many connectors. */
const EVERY = 25;

/**
 * Runs every check of every product against every mutant, says which caught which, and gives the exit code: 1 when a check catches
 * nothing, a mutant gets away, or a sound connector fails. Arguments are names of products; all when there are none.
 */
export async function runMatrix(names: readonly string[]): Promise<number> {
  const started = performance.now();
  const unknown = names.find((name) => !triedContracts.some(({ product }) => product.name === name));
  if (unknown !== undefined) {
    console.error(`There is no product '${unknown}'. Known: ${triedContracts.map(({ product }) => product.name)}.`);
    return 2;
  }
  const trials = triedContracts.flatMap(({ product, mutants }, contract): Trial[] => {
    if (names.length > 0 && !names.includes(product.name)) return [];
    return [{ contract }, ...mutants.map((_, mutant) => ({ contract, mutant }))];
  });
  const outcomes = await tryAll(trials);
  const faults = findFaults(outcomes);
  console.log(tellMatrix(outcomes));
  for (const fault of faults) console.log(`FAILED: ${fault}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${trials.length} connectors, ${faults.length} faults, ${seconds} s`);
  return faults.length === 0 ? 0 : 1;
}

/** Hands the trials out to one process for each core. */
async function tryAll(trials: readonly Trial[]): Promise<TrialOutcome[]> {
  const waiting = [...trials];
  const outcomes: TrialOutcome[] = [];
  const workers = Array.from({ length: Math.min(availableParallelism(), trials.length) }, async () => {
    const worker = fork(fileURLToPath(import.meta.url), [], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: [...process.execArgv, ...ROOM],
    });
    await messageOf(worker);
    for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
      worker.send(trial);
      outcomes.push((await messageOf(worker)) as TrialOutcome);
      tellProgress(outcomes.length, trials.length);
    }
    worker.disconnect();
  });
  await Promise.all(workers);
  return outcomes;
}

function messageOf(worker: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`A process of the matrix ended early, with code ${code}.`));
    worker.once("exit", onExit);
    worker.once("message", (message) => {
      worker.off("exit", onExit);
      resolve(message);
    });
  });
}

function tellProgress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${all}${done === all ? "\n" : ""}`);
  else if (done % EVERY === 0 || done === all) console.error(`${done}/${all} connectors tried`);
}
