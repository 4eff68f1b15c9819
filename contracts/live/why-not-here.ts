import type { Check, Target as CheckTarget } from "../check.ts";
import type { Target } from "./target.ts";

/** Why a check is not run at a target; undefined when it is. */
export function whyNotHere({ targets }: Pick<Check<never>, "targets">, { writes }: Target): string | undefined {
  const here: CheckTarget = writes === undefined ? "live-read" : "live-write";
  if (targets.includes(here)) return undefined;
  return targets.includes("live-write")
    ? "It makes secrets, and this target is only to be read: --allow-writes."
    : "It takes a vault that can be steered, so it runs against a mock alone.";
}
