import { z } from "zod";
import { instantText } from "../../../src/engine/fixture-schema.ts";
import { EXECUTION_STATES, STEP_STATES, TERMINAL_STATES } from "../state/executions.ts";
import { AUTOMATION_TYPES } from "../state/workflows.ts";
import { id, name, tags, words } from "./common.ts";

const members = z.record(z.string(), z.json()).default({});
const when = instantText.optional();

const duration = z
  .string()
  .regex(/^P(?=.)(?:\d{1,4}D)?(?:T(?=.)(?:\d{1,5}H)?(?:\d{1,6}M)?(?:\d{1,7}(?:\.\d{1,3})?S)?)?$/, {
    error: "expected an ISO 8601 duration such as PT2S or PT1H30M",
  });

/** How the runs of a workflow go. */
const run = z.strictObject({
  pending: duration.optional().describe("How long they wait before they start; drawn when absent."),
  steps: z
    .record(name, duration)
    .default({})
    .describe("How long a step takes, by its id; drawn when absent, and no time for one that calls out."),
  timeout: duration.optional().describe("When they end as Timeout, counted from their start."),
  ends: z.enum(TERMINAL_STATES).optional().describe("What they end as, whatever their steps give."),
});

/** A workflow of a pack. */
const workflow = z.strictObject({
  id,
  name,
  description: words,
  type: z.enum(AUTOMATION_TYPES).default("on_demand"),
  tags,
  active: z.boolean().default(true),
  yaml: z
    .string()
    .max(1_000_000)
    .describe(`The workflow itself, as the editor shows it; \${passwordstate.url} in it is for whoever runs it.`),
  published: z.boolean().default(true).describe("Whether the YAML is what runs; else it is a draft."),
  draft: z.string().max(1_000_000).optional().describe("A newer YAML that is not published yet."),
  by: z.string().optional(),
  created: instantText.default("now"),
  run: run.optional().describe("How its runs go."),
  generate: z
    .strictObject({ executions: z.int().min(0).max(100_000) })
    .optional()
    .describe(
      "So many executions that have been before those of the workspace, one a minute; they end as its runs do.",
    ),
});

/** A pack of workflows. */
export const pack = z.strictObject({ id, name, workflows: z.array(workflow).default([]) });

const step = z.strictObject({
  id: name.describe("Its id in the workflow, such as S1."),
  name: words,
  action: name,
  state: z.enum(STEP_STATES).default("Completed"),
  inputs: members,
  output: z.json().optional(),
  error: words,
  started: when,
  finished: when,
});

/** An execution that has been, or is under way. */
export const execution = z
  .strictObject({
    id,
    workflow: name.describe("The name of a workflow of the same workspace."),
    state: z.enum(EXECUTION_STATES).default("Completed"),
    by: z.string().optional(),
    created: instantText.default("now"),
    started: when.describe("When it was created, unless it is Pending."),
    finished: when.describe("A second after its start, unless it is Pending or Running."),
    inputs: members,
    event: z.json().optional(),
    outputs: members,
    error: words,
    errorCode: words,
    cancelReason: words,
    trigger: z.string().max(100).default("on_demand"),
    runner: z.string().optional().describe("The name of a runner group; the default one when absent."),
    steps: z.array(step).default([]),
  })
  .describe("Those of a workflow are numbered in this order.");
