import type { LeftOut } from "./product.ts";
import { fitsId } from "./select-checks.ts";

/** The checks that are not left out. */
export function withoutLeftOut<Check extends { readonly id: string }>(
  checks: readonly Check[],
  leftOut: readonly LeftOut[],
): readonly Check[] {
  return checks.filter(({ id }) => !leftOut.some(({ check }) => fitsId(id, check)));
}
