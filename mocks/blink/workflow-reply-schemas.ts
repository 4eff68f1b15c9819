import { z } from "zod";
import { pageOf } from "./reply-schemas.ts";

const text = z.string();
const instant = z.int().describe("Milliseconds since 1970 UTC.");
const members = z.record(text, z.unknown());
const audit = { created_at: instant, created_by: text, updated_at: instant, updated_by: text };

/** The id of what was made or changed. */
export const idReply = z.object({ id: text });

/** A workflow; see `docs/products/blink.md#workflows`. Members that `select` leaves out are absent. */
export const playbookReply = z
  .object({
    id: text,
    name: text,
    display_name: text,
    desc: text,
    type: text,
    automation_type: text,
    tags: z.array(text),
    active: z.boolean(),
    version: text,
    playbook: text.describe("YAML."),
    is_published: z.boolean(),
    has_unpublished_changes: z.boolean(),
    pack_id: text,
    pack_name: text,
    workspace_id: text,
    tenant_id: text,
    ...audit,
  })
  .partial()
  .meta({ id: "Playbook" });

/** A workflow's draft; see `docs/products/blink.md#workflows`. */
export const draftReply = z
  .object({
    id: text,
    playbook_id: text,
    name: text,
    playbook: text.describe("YAML."),
    version: text,
    updated_at: instant,
    updated_by: text,
  })
  .meta({ id: "Draft" });

const parameter = z.object({
  name: text,
  description: text,
  input_type: text,
  options: z.array(text),
  default_value: text,
  required: z.boolean(),
  field_type: z.int(),
  linked_hidden: z.boolean(),
  hidden: z.boolean(),
  disabled: z.boolean(),
});

/** An action in the catalogue; see `docs/products/blink.md#catalogue`. */
export const actionEntryReply = z
  .object({
    full_name: text,
    display_name: text,
    description: text,
    parameters: z.array(parameter),
    example_output: z.unknown(),
    connection_types: z.array(text),
    connection_optional: z.boolean(),
    active: z.boolean(),
    hidden: z.boolean(),
  })
  .meta({ id: "ActionEntry" });

/** A trigger in the catalogue; see `docs/products/blink.md#catalogue`. */
export const triggerEntryReply = z
  .object({
    full_name: text,
    display_name: text,
    description: text,
    action: text,
    sample_event: z.unknown(),
    hidden: z.boolean(),
  })
  .meta({ id: "TriggerEntry" });

const automation = z.object({
  id: text,
  name: text,
  automation_type: text,
  active: z.boolean(),
  is_published: z.boolean(),
  has_unpublished_changes: z.boolean(),
});

/** A pack in a list (`pack-members`). */
export const packReply = z
  .object({ id: text, name: text, display_name: text, workspace_id: text, created_at: instant, created_by: text })
  .partial()
  .meta({ id: "Pack" });

/** Packs with their workflows; see `docs/products/blink.md#workflows`. */
export const automationsReply = z
  .object({ packs: z.array(z.object({ pack_id: text, pack_name: text, automations: z.array(automation) })) })
  .meta({ id: "Automations" });

/** What a run that is not waited for answers. */
export const startedReply = z.object({ execution_id: text }).meta({ id: "Started" });

/** The outputs of a run, by name. */
export const outputsReply = members.meta({ id: "Outputs" });

/** A step of an execution; see `docs/products/blink.md#steps`. */
export const stepReply = z
  .object({
    execution_id: text,
    step_id: text,
    state: text,
    input_parameters: members,
    output_data: z.unknown().describe("A text; JSON where it is none."),
    error_data: text,
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    input_data: text,
    cmd_id: text,
    runner: text,
    subflow_execution_id: text,
  })
  .partial()
  .meta({ id: "Step" });

/** An execution in a list; see `docs/products/blink.md#executions`. */
export const executionRowReply = z
  .object({
    id: text,
    name: text,
    display_name: text,
    playbook_id: text,
    playbook_name: text,
    playbook_deleted: z.boolean(),
    last_playbook_name: text,
    pack_id: text,
    state: text,
    state_ui: text,
    trigger_type: text,
    type: text,
    version: text,
    inputs: members,
    event: z.unknown(),
    error_details: z.object({ message: text, error_code: text }).partial(),
    cancel_reason: text,
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    duration: z.int().nullable(),
    net_runtime_ms: z.int().nullable(),
    timeout: z.int().describe("Milliseconds."),
    execution_number: z.int(),
    draft_execution_number: z.int(),
    execution_depth: z.int(),
    parent_execution_id: text,
    top_execution_id: text,
    top_execution_started_at: instant.nullable(),
    async_parent_execution_id: text,
    runner_id: text,
    runner_group_id: text,
    scheduled_trigger_timezone: text,
    input_values_origin_exec_id: text,
    test_session_id: text,
    with_concurrency_limit: z.boolean(),
    tenant_id: text,
    workspace_id: text,
    ...audit,
  })
  .partial()
  .meta({ id: "ExecutionRow" });

/** An execution; see `docs/products/blink.md#executions`. */
export const executionReply = executionRowReply
  .required()
  .extend({
    playbook: text.describe("The YAML that it runs."),
    step_results: z.record(text, z.int()).describe("By the ids of steps that have ended: 0, or 1 for a failure."),
    app_id: text,
    ctrl_id: text,
    engine_version: text,
    engine_v2_compile_error: text,
    runner_version: text,
    runner_cluster_version: text,
    subflows_reference_to_name_mapping: members,
  })
  .meta({ id: "Execution" });

/** What an execution's actions did; see `docs/products/blink.md#executions`. */
export const historyReply = pageOf(
  z.object({
    execution_id: text,
    step_id: text,
    cmd: text,
    name: text,
    state: text,
    created_at: instant.nullable(),
    created_by: text,
    updated_at: instant.nullable(),
    updated_by: text,
    message: text,
  }),
).meta({ id: "ActionHistory" });
