import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { Listing } from "../listing.ts";
import { timeoutOf } from "../runs/durations.ts";
import type { ExecutionRow, StepRow } from "../state/executions.ts";

function displayName({ playbook_name, execution_number }: ExecutionRow): string {
  return `${playbook_name} #${execution_number}`;
}

/** From the start to the end, in milliseconds; nothing while it goes on. */
function durationOf({ started_at, finished_at }: ExecutionRow): number | undefined {
  return started_at === undefined || finished_at === undefined ? undefined : finished_at - started_at;
}

/** The type of its workflow, as long as there is one. */
function typeOf(state: Visit["state"], { playbook_id }: ExecutionRow): string {
  return state.playbooks.find("id", playbook_id)?.automation_type ?? "on_demand";
}

/** How executions are listed; see `docs/products/blink.md#executions` (`execution-members`). */
export const executionListing: Listing<ExecutionRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.playbook_name },
    display_name: { type: "text", read: displayName },
    playbook_id: { type: "text", read: (row) => row.playbook_id },
    playbook_name: { type: "text", read: (row) => row.playbook_name },
    pack_id: { type: "text", read: (row) => row.pack_id },
    state: { type: "text", read: (row) => row.state },
    state_ui: { type: "text", read: (row) => row.state },
    trigger_type: { type: "text", read: (row) => row.trigger_type },
    version: { type: "text", read: (row) => String(row.version) },
    execution_number: { type: "number", read: (row) => row.execution_number },
    started_at: { type: "instant", read: (row) => row.started_at },
    finished_at: { type: "instant", read: (row) => row.finished_at },
    duration: { type: "number", read: durationOf },
    net_runtime_ms: { type: "number", read: durationOf },
    cancel_reason: { type: "text", read: (row) => row.cancel_reason },
    input_values_origin_exec_id: { type: "text", read: (row) => row.past_exec_ref },
    runner_group_id: { type: "text", read: (row) => row.runner_group_id },
    workspace_id: { type: "text", read: (row) => row.workspace_id },
    created_at: { type: "instant", read: (row) => row.created_at },
    created_by: { type: "text", read: (row) => row.created_by },
    updated_at: { type: "instant", read: (row) => row.updated_at },
    updated_by: { type: "text", read: (row) => row.updated_by },
  },
  derived: {
    type: { type: "text", read: (row, state) => typeOf(state, row) },
    playbook_deleted: { type: "flag", read: (row, state) => state.playbooks.find("id", row.playbook_id) === undefined },
  },
  others: [
    ...["draft_execution_number", "inputs", "event", "error_details", "timeout"],
    ...["last_playbook_name", "execution_depth", "parent_execution_id", "top_execution_id", "tenant_id"],
    ...["top_execution_started_at", "async_parent_execution_id", "runner_id", "scheduled_trigger_timezone"],
    ...["test_session_id", "with_concurrency_limit"],
  ],
  toJson: toRow,
};

/** An execution on the wire, its YAML included; see `docs/products/blink.md#executions`. */
export function toExecutionJson(visit: Visit, row: ExecutionRow) {
  return {
    ...toRow(visit, row),
    playbook: row.playbook,
    step_results: toResults(visit.state.steps.where("execution", row.id)),
    ...{ app_id: "", ctrl_id: "", engine_version: "", engine_v2_compile_error: "", runner_version: "" },
    ...{ runner_cluster_version: "", subflows_reference_to_name_mapping: {} },
  };
}

function toRow({ state }: Visit, row: ExecutionRow) {
  const { state: executionState, execution_number: number } = row;
  const playbook = state.playbooks.find("id", row.playbook_id);
  const hasFailed = row.error_message !== "" || row.error_code !== "";
  const duration = durationOf(row) ?? null;
  return {
    id: row.id,
    name: row.playbook_name,
    display_name: displayName(row),
    playbook_id: row.playbook_id,
    playbook_name: row.playbook_name,
    playbook_deleted: playbook === undefined,
    last_playbook_name: (playbook ?? state.deletedPlaybooks.get(row.playbook_id))?.name ?? row.playbook_name,
    pack_id: row.pack_id,
    ...{ state: executionState, state_ui: executionState },
    trigger_type: row.trigger_type,
    type: typeOf(state, row),
    version: String(row.version),
    inputs: row.inputs,
    event: row.event ?? null,
    error_details: hasFailed ? { message: row.error_message, error_code: row.error_code } : {},
    cancel_reason: row.cancel_reason,
    started_at: row.started_at ?? null,
    finished_at: row.finished_at ?? null,
    ...{ duration, net_runtime_ms: duration },
    timeout: timeoutOf(row),
    execution_number: number,
    draft_execution_number: row.is_draft ? number : 0,
    execution_depth: 0,
    ...{ parent_execution_id: "", top_execution_id: row.id, top_execution_started_at: row.started_at ?? null },
    async_parent_execution_id: "",
    ...{ runner_id: "", runner_group_id: row.runner_group_id },
    scheduled_trigger_timezone: "",
    input_values_origin_exec_id: row.past_exec_ref,
    ...{ test_session_id: "", with_concurrency_limit: false },
    tenant_id: state.tenants.get(1)?.id ?? "",
    workspace_id: row.workspace_id,
    ...{ created_at: row.created_at, created_by: row.created_by },
    ...{ updated_at: row.updated_at, updated_by: row.updated_by },
  };
}

/** How the steps that have ended went, by their ids (`step-results`). */
function toResults(steps: readonly StepRow[]): Readonly<Record<string, number>> {
  const ended = steps.filter(({ state }) => state === "Completed" || state === "Failed");
  return Object.fromEntries(ended.map(({ step_id, state }) => [step_id, state === "Completed" ? 0 : 1]));
}

/** A step of an execution on the wire, with the members of today and those of 2022; see `docs/products/blink.md#steps`. */
function toStepJson({ sandbox }: Visit, row: StepRow) {
  const { execution_id, step_id, state, input_parameters, output_data } = row;
  const asTexts = choiceOf(sandbox, "step-data") === "text";
  return {
    ...{ execution_id, step_id, state, input_parameters },
    output_data: asTexts ? toText(output_data) : (output_data ?? null),
    error_data: row.error_data,
    started_at: row.started_at ?? null,
    finished_at: row.finished_at ?? null,
    ...{ input_data: toText(input_parameters), cmd_id: "", runner: "", subflow_execution_id: "" },
  };
}

/** `step-data`. */
function toText(data: unknown): string {
  if (typeof data === "string") return data;
  return data === undefined ? "" : JSON.stringify(data);
}

/** How the steps of an execution are listed. */
export const stepListing: Listing<StepRow> = {
  fields: {
    execution_id: { type: "text", read: (row) => row.execution_id },
    step_id: { type: "text", read: (row) => row.step_id },
    state: { type: "text", read: (row) => row.state },
    started_at: { type: "instant", read: (row) => row.started_at },
    finished_at: { type: "instant", read: (row) => row.finished_at },
  },
  others: ["input_parameters", "output_data", "error_data", "input_data", "cmd_id", "runner", "subflow_execution_id"],
  toJson: toStepJson,
};

/** The largest page: a workflow has fewer steps. */
const MOST_ROWS = 1000;

/** What an execution's actions did, and its callback, as one page (`action-history`). */
export function toHistoryJson({ state }: Visit, execution: ExecutionRow) {
  const { id: execution_id, created_by, callback_outcome: told, finished_at: ended = null } = execution;
  const began = state.steps.where("execution", execution_id).filter((step) => step.started_at !== undefined);
  const results = began.map((step) => ({
    ...{ execution_id, step_id: step.step_id, cmd: step.action, name: step.name, state: step.state },
    ...{ created_at: step.started_at ?? null, created_by },
    ...{ updated_at: step.finished_at ?? step.started_at ?? null, updated_by: created_by, message: step.error_data },
  }));
  if (told !== "") {
    results.push({
      ...{ execution_id, step_id: "", cmd: "callback", name: "Callback" },
      state: told.startsWith("answered") ? "Completed" : "Failed",
      ...{ created_at: ended, created_by, updated_at: ended, updated_by: created_by, message: told },
    });
  }
  return { limit: MOST_ROWS, offset: 0, total: results.length, results };
}
