import { type Canaries, isTooShort, SHORTEST_SECRET } from "./canaries.ts";
import { ContractsError } from "./contracts-error.ts";
import type { Description } from "./port.ts";

/**
 * Sees to it that a connector's own settings show nowhere when it declares them secret. Throws a `ContractsError` for one that could
 * not be told from ordinary text, and never repeats it.
 */
export function guardOwn(
  { settings }: Description,
  own: Readonly<Record<string, unknown>> | undefined,
  canaries: Canaries,
): void {
  for (const { name, secret } of settings) {
    const given = own?.[name];
    if (!secret || given === undefined || given === "") continue;
    const value = String(given);
    if (isTooShort(value)) {
      throw new ContractsError(
        `The connector declares its setting ${name} secret, but what is configured for it has fewer than ${SHORTEST_SECRET} characters: that could neither be found nor masked. Give it at least as many.`,
      );
    }
    canaries.add("a secret setting", value);
  }
}
