import type { Assumptions } from "../../src/engine/section.ts";

const source = "docs/products/passwordstate.md#open-questions";

/** Where no public source says what the product does: what the fake does, and what it can be told to do instead. */
export const assumptions = {
  "delete-default": {
    summary: "Where a record goes when DELETE does not say MoveToRecycleBin",
    choices: ["recycle", "delete"],
    default: "recycle",
    source,
  },
} as const satisfies Assumptions;

/** The name of an open question. */
export type AssumptionName = keyof typeof assumptions;
