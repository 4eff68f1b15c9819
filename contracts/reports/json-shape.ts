import { z } from "zod";
import { LEVELS } from "../check.ts";
import { CAPABILITIES } from "../port.ts";
import { type CheckResult, OUTCOMES, type RunResult } from "../result.ts";
import type { Report } from "./report.ts";

/** Changes when a reader of older reports would misread newer ones. */
export const REPORT_FORMAT = 2;

/** A report as JSON. */
export interface JsonReport extends Pick<Report, "troubles" | "exitCode"> {
  readonly format: typeof REPORT_FORMAT;
  /** The version of fauxvault that wrote it. */
  readonly fauxvault: string;
  readonly runs: readonly (Omit<RunResult, "results"> & {
    readonly name: string;
    readonly results: readonly (CheckResult & { readonly again?: string })[];
  })[];
}

const text = z.string();
const texts = z.array(text);
const count = z.int().nonnegative();
const level = z.enum(LEVELS);

const request = z.strictObject({
  at: z.string().describe("The vault's time"),
  method: text,
  target: text.describe("Path and query, masked"),
  channel: text,
  status: count.describe("0 when the connection ended without an answer"),
  credential: text.optional(),
  carrier: text.optional(),
  reason: text.optional().describe("Why the vault refused it"),
  faults: texts,
});

const result = z.strictObject({
  id: text,
  level,
  outcome: z.enum(OUTCOMES),
  intent: text,
  promise: text,
  source: text,
  milliseconds: count,
  message: text.optional().describe("What was seen, or why the check was left out"),
  reason: text.optional().describe("Why the failure is expected"),
  fix: text.optional(),
  seenIn: texts.optional().describe("The checks in which secrets got out, where not in this one alone"),
  inPlay: texts.optional().describe("What the check did to the vault's answers and its clock"),
  requests: z.array(request).optional(),
  output: text.optional(),
  held: z.strictObject({ address: text, sandbox: text, caFile: text.optional() }).optional(),
  again: text.optional().describe("The command that runs this check again"),
});

const run = z.strictObject({
  name: text.describe("What the connector is called in the configuration, or the product"),
  product: text,
  connector: z.strictObject({ name: text, version: text }),
  seed: count,
  concurrency: z.int().positive(),
  scheme: z.enum(["https", "http"]),
  target: text.optional().describe("The address of the real product, when it was no mock"),
  milliseconds: count,
  results: z.array(result),
  counts: z.strictObject({
    passed: count,
    failed: count,
    known: count,
    skipped: count,
    bypassed: count,
    error: count,
  }),
  level: level.optional().describe("The level that was reached, when all its checks were asked for"),
  skippedUpToLevel: count.optional(),
  unexercised: z.array(z.enum(CAPABILITIES)).optional().describe("Declared, but called upon by no check"),
  leftovers: texts,
  problems: texts.describe("What fails the run beside its checks"),
  interrupted: z.boolean(),
  notRun: count.optional(),
});

const report = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  fauxvault: text.describe("The version that wrote the report"),
  exitCode: count,
  troubles: z
    .array(z.strictObject({ name: text, message: text }))
    .describe("What kept connectors from being run at all"),
  runs: z.array(run),
});

/** The JSON Schema (draft 2020-12) of reports as JSON. */
export function reportJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(report, { target: "draft-2020-12" });
  return { $schema, title: "A report of fauxvault verify", ...schema };
}
