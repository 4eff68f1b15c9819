import type { Canaries } from "../canaries.ts";
import type { RunResult } from "../result.ts";

/**
 * A run without a secret in any of its texts. What comes from a connector is masked where it is taken up; this is the last door, for
 * what nobody thought of, such as a connector whose name holds its key.
 */
export function maskRun(run: RunResult, canaries: Canaries): RunResult {
  return maskDeep(run, canaries) as RunResult;
}

function maskDeep(value: unknown, canaries: Canaries): unknown {
  if (typeof value === "string") return canaries.mask(value);
  if (Array.isArray(value)) return value.map((one) => maskDeep(one, canaries));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskDeep(one, canaries)]));
}
