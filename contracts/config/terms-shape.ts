import { z } from "zod";
import { CAPABILITIES } from "../port.ts";

const name = z.string().min(1);

/** An id of a check, or a pattern for several. */
export const pattern = name.describe("The id of a check; * stands for any text");

const reason = z.string().trim().min(1, "Say why.").describe("Why, for whoever reads the report");

/** What is agreed on for a connector in the same words wherever it is said: in a configuration and in a program. */
export const agreed = {
  capabilities: z
    .array(z.enum(CAPABILITIES))
    .optional()
    .describe("What the connector has to declare, no more and no less"),
  expect: z
    .array(z.strictObject({ check: pattern, reason }))
    .optional()
    .describe("Checks that are known to fail; one that passes fails the run"),
  bypass: z
    .array(
      z.strictObject({
        check: pattern,
        reason,
        until: z.iso
          .date("Write a date such as 2026-12-31.")
          .describe("The last day; from the next on, the entry is an error"),
      }),
    )
    .optional()
    .describe("Checks that are left out for a while"),
};

/** Settings of a connector's own beside those that some members name; the contract's cannot be among them. */
export function ownSettings<Members extends z.ZodRawShape>(members: Members) {
  return z
    .looseObject(members)
    .catchall(z.union([z.string(), z.number(), z.boolean()]))
    .refine((given) => !["address", "caFile", "credential"].some((taken) => taken in given), {
      error: "address, caFile and credential are given by each check.",
    });
}

/** The schema of `Terms`, for those that no compiler has seen. */
export const termsShape = z.strictObject({
  ...agreed,
  timeLimits: z.record(pattern, z.number().positive("A time limit is more than no time, in milliseconds.")).optional(),
  settings: ownSettings({}).optional(),
});
