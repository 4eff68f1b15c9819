import type { Check } from "../check.ts";

/** What has to be there for a check to be run: `createSecret, https`; empty when nothing has. */
export function tellNeeds({ needs, onlyHttps }: Pick<Check, "needs" | "onlyHttps">): string {
  return [...needs, ...(onlyHttps ? ["https"] : [])].join(", ");
}
