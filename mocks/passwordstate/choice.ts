import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { AssumptionName, assumptions } from "./assumptions.ts";
import { section } from "./section.ts";
import type { RefusalStatus } from "./wire.ts";

/** A choice for an open question. */
export type Choice<Name extends AssumptionName> = (typeof assumptions)[Name]["choices"][number];

/** The open questions whose choices are statuses. */
type StatusQuestion = {
  [Name in AssumptionName]: Choice<Name> extends `${RefusalStatus}` ? Name : never;
}[AssumptionName];

/** The choice in force in a sandbox for an open question; see `docs/products/passwordstate.md#open-questions`. */
export function choiceOf<Name extends AssumptionName>(sandbox: Sandbox, name: Name): Choice<Name> {
  return sandbox.assumption(section, name) as Choice<Name>;
}

/** The status that an open question about a refusal is answered with. */
export function statusOf(sandbox: Sandbox, name: StatusQuestion): RefusalStatus {
  return Number(choiceOf(sandbox, name)) as RefusalStatus;
}
