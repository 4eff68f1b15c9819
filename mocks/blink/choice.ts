import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { AssumptionName, assumptions } from "./assumptions.ts";
import { section } from "./section.ts";

/** A choice for an open question. */
type Choice<Name extends AssumptionName> = (typeof assumptions)[Name]["choices"][number];

/** The choice in force in a sandbox for an open question; see `docs/products/blink.md#open-questions`. */
export function choiceOf<Name extends AssumptionName>(sandbox: Sandbox, name: Name): Choice<Name> {
  return sandbox.assumption(section, name) as Choice<Name>;
}
