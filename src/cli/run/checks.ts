import { type ListOptions, listContract } from "../../../contracts/verify/list-contract.ts";

/** `fauxvault checks` */
export function showChecks(
  product: string | undefined,
  options: Omit<ListOptions, "product" | "out">,
): Promise<number> {
  return listContract({ ...options, product, out: process.stdout });
}
