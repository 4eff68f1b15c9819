import { type TriedContract, triedContracts } from "./contracts.ts";
import type { TrialOutcome } from "./matrix-worker.ts";

/** More checks than these say no more of a flaw. */
const MOST_TOLD = 6;

/** What a matrix has to be: every check catches a mutant, every mutant is caught by the checks it names, the sound pass. */
export function findFaults(outcomes: readonly TrialOutcome[]): string[] {
  return triedContracts.flatMap((contract, at) => {
    const own = outcomes.filter(({ trial }) => trial.contract === at);
    return own.length === 0 ? [] : findFaultsOf(contract, own);
  });
}

function findFaultsOf({ product, mutants }: TriedContract, outcomes: readonly TrialOutcome[]): string[] {
  const caught = new Set<string>();
  const faults: string[] = [];
  for (const { trial, failed, troubled } of outcomes) {
    const mutant = trial.mutant === undefined ? undefined : mutants[trial.mutant];
    if (!mutant) {
      for (const id of [...failed, ...troubled]) faults.push(`the sound ${product.name} connector fails ${id}`);
      continue;
    }
    for (const id of failed) caught.add(id);
    const missed = mutant.trips.filter((id) => !failed.includes(id));
    if (missed.length > 0) faults.push(`${missed.join(", ")} missed the ${product.name} mutant that ${mutant.flaw}`);
    if (failed.length === 0) faults.push(`nothing catches the ${product.name} mutant that ${mutant.flaw}`);
  }
  const idle = product.checks.filter(({ id }) => !caught.has(id)).map(({ id }) => `${id} catches no mutant`);
  return [...faults, ...idle];
}

/** Every mutant with the checks that caught it, and every check with the number of mutants that it catches. */
export function tellMatrix(outcomes: readonly TrialOutcome[]): string {
  return triedContracts
    .map((contract, at) =>
      tellContract(
        contract,
        outcomes.filter(({ trial }) => trial.contract === at && trial.mutant !== undefined),
      ),
    )
    .filter((text) => text !== "")
    .join("\n");
}

function tellContract({ product, mutants }: TriedContract, outcomes: readonly TrialOutcome[]): string {
  if (outcomes.length === 0) return "";
  const inOrder = [...outcomes].sort((one, other) => (one.trial.mutant ?? 0) - (other.trial.mutant ?? 0));
  const rows = inOrder.map(({ trial, failed }) => {
    const mutant = mutants[trial.mutant ?? 0];
    const named = failed.filter((id) => mutant?.trips.includes(id));
    const others = failed.filter((id) => !named.includes(id));
    const told = [...named, ...others].slice(0, Math.max(MOST_TOLD, named.length));
    const more = failed.length > told.length ? ` and ${failed.length - told.length} more` : "";
    return `  ${mutant?.flaw}\n      ${told.join(", ")}${more}`;
  });
  const counts = product.checks.map(({ id }) => {
    const catches = outcomes.filter(({ failed }) => failed.includes(id)).length;
    return `  ${String(catches).padStart(4)}  ${id}`;
  });
  return [
    `${product.title}: ${mutants.length} mutants, and the checks that caught them`,
    ...rows,
    `${product.title}: ${product.checks.length} checks, and how many mutants each caught`,
    ...counts,
    "",
  ].join("\n");
}
