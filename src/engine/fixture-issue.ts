import type { z } from "zod";
import type { FixtureIssue } from "./section.ts";

/** A zod issue as everybody here knows one. */
export function toFixtureIssue(issue: z.core.$ZodIssue): FixtureIssue {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return { path, message: issue.message, keys: issue.keys };
  // What is wrong with the key says more than that something is.
  if (issue.code === "invalid_key") return { path, message: issue.issues[0]?.message ?? issue.message };
  return { path, message: issue.message };
}
