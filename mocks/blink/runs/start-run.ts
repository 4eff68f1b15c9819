import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { drawId } from "../draw.ts";
import { findRunnerGroup, listRunnerGroups } from "../rules/runner-groups.ts";
import type { Callback, ExecutionRow } from "../state/executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { PlaybookRow } from "../state/workflows.ts";
import { BlinkRefusal } from "../wire.ts";
import { readWorkflow } from "../workflows/read-workflow.ts";
import type { InputPlan } from "../workflows/workflow.ts";
import { makeRoom } from "./keep-executions.ts";

/** What a request says of the run that it asks for; see `docs/products/blink.md#executing`. */
export interface RunRequest {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly event: unknown;
  /** A runner group's id or name. */
  readonly runner: string | undefined;
  readonly trigger_type: string | undefined;
  /** An earlier execution, to run again. */
  readonly past_exec_ref: string | undefined;
  readonly callback: Callback | undefined;
  readonly draft: boolean;
}

/** What a run that cannot be started is refused with. */
export const CANNOT_EXECUTE = "Can not execute playbook";

/** How many executions may be under way in a sandbox (`active-runs`). */
const MOST_ACTIVE = 5000;
/** How large the inputs of a run may be together, in characters of JSON (`workflow-bounds`). */
const LARGEST_INPUTS = 1_000_000;

/** A new execution of a workflow, which nobody has taken up yet. */
export function startRun(
  visit: Visit,
  workspace: WorkspaceRow,
  playbook: PlaybookRow,
  wanted: RunRequest,
): ExecutionRow {
  const { sandbox, state, access } = visit;
  const yaml = yamlOf(visit, playbook, wanted.draft);
  const { workflow, problem } = readWorkflow(yaml);
  if (!workflow) throw refuse(problem);
  const past = findPast(visit, playbook, wanted.past_exec_ref);
  const inputs = readInputs(visit, workflow.inputs, { ...past?.inputs, ...wanted.inputs });
  if (state.executions.count("active", 1) >= MOST_ACTIVE) {
    throw refuse(`${MOST_ACTIVE} executions are under way already: let some end, or cancel some.`);
  }
  makeRoom(state);
  const now = sandbox.clock.now();
  const { next_execution } = state.playbooks.update(playbook.seq, { next_execution: playbook.next_execution + 1 });
  return state.executions.insert({
    id: drawId(sandbox.chance),
    workspace_id: workspace.id,
    playbook_id: playbook.id,
    playbook_name: playbook.name,
    pack_id: playbook.pack_id,
    playbook: yaml,
    is_draft: wanted.draft,
    execution_number: next_execution - 1,
    version: playbook.version,
    ...{ state: "Pending", stage: "queued", due_at: undefined, deadline_at: undefined, step_index: -1, variables: {} },
    course: playbook.course,
    trigger_type: wanted.trigger_type || "on_demand",
    inputs,
    event: wanted.event ?? past?.event,
    ...{ outputs: undefined, error_message: "", error_code: "", cancel_reason: "" },
    runner_group_id: findGroup(visit, workspace, wanted.runner, workflow.runner),
    past_exec_ref: past?.id ?? "",
    callback: wanted.callback,
    callback_outcome: "",
    ...{ created_at: now, created_by: access.user.id, updated_at: now, updated_by: access.user.id },
    ...{ started_at: undefined, finished_at: undefined },
  });
}

function yamlOf({ sandbox }: Visit, { name, published, draft, active }: PlaybookRow, wantsDraft: boolean): string {
  if (wantsDraft) return draft ?? published ?? "";
  if (published === undefined) throw refuse(`'${name}' has never been published: publish it, or run its draft.`);
  if (active || choiceOf(sandbox, "inactive-workflow") === "runs") return published;
  throw refuse(`'${name}' is not active.`);
}

/** `missing-input`. What the workflow does not declare comes along. */
function readInputs(
  { sandbox }: Visit,
  plans: readonly InputPlan[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (JSON.stringify(given).length > LARGEST_INPUTS) {
    throw refuse(`The inputs are larger than ${LARGEST_INPUTS} characters together.`);
  }
  const usual = plans.flatMap((plan) => (plan.default === undefined ? [] : [[plan.name, plan.default] as const]));
  const inputs = { ...Object.fromEntries(usual), ...given };
  const isGiven = (name: string) => Object.hasOwn(inputs, name) && (inputs[name] ?? undefined) !== undefined;
  const missing = plans.find(({ name, required }) => required && !isGiven(name));
  if (missing && choiceOf(sandbox, "missing-input") === "refused") {
    throw refuse(`The input '${missing.name.slice(0, 100)}' is required.`);
  }
  return inputs;
}

/** `rerun`. */
function findPast({ state }: Visit, playbook: PlaybookRow, reference: string | undefined): ExecutionRow | undefined {
  if (reference === undefined || reference === "") return undefined;
  const past = state.executions.find("id", reference);
  if (past?.playbook_id === playbook.id) return past;
  throw refuse(`There is no execution '${reference.slice(0, 100)}' of '${playbook.name}' to run again.`);
}

/** The runner group that a request names, else the one that the workflow names if there is such (`workflow-runner`), else the default. */
function findGroup({ state }: Visit, workspace: WorkspaceRow, name: string | undefined, written: string): string {
  const groups = listRunnerGroups(state, workspace);
  const usual = findRunnerGroup(state, workspace, written) ?? groups.find((group) => group.is_default) ?? groups[0];
  if (name === undefined || name === "") return usual?.id ?? "";
  const group = findRunnerGroup(state, workspace, name);
  if (group) return group.id;
  throw refuse(
    `There is no runner group '${name.slice(0, 100)}'; there are ${groups.map((one) => one.name).join(", ")}.`,
  );
}

function refuse(rule: string): BlinkRefusal {
  return new BlinkRefusal(400, CANNOT_EXECUTE, { rule });
}
