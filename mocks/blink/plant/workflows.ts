import { addDuration } from "../../../src/engine/duration.ts";
import { EngineError } from "../../../src/engine/engine-error.ts";
import type { Seeding } from "../../../src/engine/section.ts";
import { drawId } from "../draw.ts";
import type { BlinkPart } from "../fixture-schema.ts";
import type { Course, ExecutionRow } from "../state/executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { PlaybookRow } from "../state/workflows.ts";
import { type BlinkState, pairKey } from "../state.ts";
import { userIdOf } from "./people.ts";

type WorkspacePart = BlinkPart["workspaces"][number];
type ExecutionPart = WorkspacePart["executions"][number];
type StepPart = ExecutionPart["steps"][number];

const SECOND = 1000;

/** Turns the packs of a workspace with their workflows into rows. */
export function plantPack(
  state: BlinkState,
  workspace: WorkspaceRow,
  part: WorkspacePart["packs"][number],
  { chance, clock, instant }: Seeding,
): void {
  const workspace_id = workspace.id;
  const by = userIdOf(state, undefined);
  const made = { workspace_id, created_at: clock.now(), created_by: by };
  const pack = state.packs.insert({ id: part.id ?? drawId(chance), name: part.name, ...made });
  for (const workflow of part.workflows) {
    const at = instant(workflow.created);
    const author = userIdOf(state, workflow.by);
    state.playbooks.insert({
      id: workflow.id ?? drawId(chance),
      workspace_id,
      pack_id: pack.id,
      name: workflow.name,
      desc: workflow.description,
      automation_type: workflow.type,
      tags: workflow.tags,
      active: workflow.active,
      published: workflow.published ? workflow.yaml : undefined,
      draft: workflow.draft ?? (workflow.published ? undefined : workflow.yaml),
      version: workflow.published ? 1 : 0,
      next_execution: 1,
      course: readCourse(workflow.run),
      created_at: at,
      created_by: author,
      updated_at: at,
      updated_by: author,
    });
  }
}

/** How the runs of a workflow go, its durations in milliseconds. */
function readCourse(run: WorkspacePart["packs"][number]["workflows"][number]["run"]): Course {
  const { pending, steps = {}, timeout, ends } = run ?? {};
  const length = (text: string | undefined) => (text === undefined ? undefined : addDuration(0, text));
  return {
    pending: length(pending),
    steps: Object.fromEntries(Object.entries(steps).map(([step, text]) => [step, addDuration(0, text)])),
    timeout: length(timeout),
    ends,
  };
}

/** Turns an execution of a fixture with its steps into rows. */
export function plantExecution(
  state: BlinkState,
  workspace: WorkspaceRow,
  part: ExecutionPart,
  seeding: Seeding,
): void {
  const playbook = state.playbooks.find("name", pairKey(workspace.id, part.workflow));
  if (!playbook) {
    throw new EngineError(
      `An execution of '${workspace.name}' names the workflow '${part.workflow}', which is not there.`,
    );
  }
  const execution = state.executions.insert(newExecution(state, playbook, part, seeding));
  state.playbooks.update(playbook.seq, { next_execution: playbook.next_execution + 1 });
  for (const step of part.steps) plantStep(state, execution, step, seeding);
}

function newExecution(state: BlinkState, playbook: PlaybookRow, part: ExecutionPart, { chance, instant }: Seeding) {
  const created = instant(part.created);
  const hasStarted = part.state !== "Pending";
  const hasFinished = hasStarted && part.state !== "Running";
  const started = hasStarted ? (part.started === undefined ? created : instant(part.started)) : undefined;
  const usualEnd = hasFinished && started !== undefined ? started + SECOND : undefined;
  return {
    id: part.id ?? drawId(chance),
    workspace_id: playbook.workspace_id,
    playbook_id: playbook.id,
    playbook_name: playbook.name,
    pack_id: playbook.pack_id,
    playbook: playbook.published ?? playbook.draft ?? "",
    is_draft: playbook.published === undefined,
    execution_number: playbook.next_execution,
    version: playbook.version,
    state: part.state,
    stage: hasFinished ? ("over" as const) : ("still" as const),
    due_at: undefined,
    deadline_at: undefined,
    step_index: -1,
    variables: {},
    course: playbook.course,
    trigger_type: part.trigger,
    inputs: part.inputs,
    event: part.event,
    outputs: part.state === "Completed" ? part.outputs : undefined,
    error_message: part.error,
    error_code: part.errorCode,
    cancel_reason: part.cancelReason,
    runner_group_id: groupIdOf(state, playbook.workspace_id, part.runner),
    past_exec_ref: "",
    callback: undefined,
    callback_outcome: "",
    created_at: created,
    created_by: userIdOf(state, part.by),
    updated_at: created,
    updated_by: userIdOf(state, part.by),
    started_at: started,
    finished_at: hasFinished && part.finished !== undefined ? instant(part.finished) : usualEnd,
  };
}

function groupIdOf(state: BlinkState, workspaceId: string, name: string | undefined): string {
  const groups = [...state.runnerGroups.where("workspace", workspaceId), ...state.runnerGroups.where("workspace", "")];
  const usual = groups.find((group) => group.is_default) ?? groups.at(-1);
  const group = name === undefined ? usual : groups.find((one) => one.name === name);
  if (group) return group.id;
  throw new EngineError(`There is no runner group '${name}'. There are: ${groups.map((one) => one.name).join(", ")}.`);
}

function plantStep(state: BlinkState, execution: ExecutionRow, part: StepPart, { instant }: Seeding): void {
  const ended = part.state === "Completed" || part.state === "Failed";
  const began = ended || part.state === "Running";
  state.steps.insert({
    execution_id: execution.id,
    step_id: part.id,
    name: part.name || part.id,
    action: part.action,
    state: part.state,
    input_parameters: part.inputs,
    output_data: part.output,
    error_data: part.error,
    started_at: part.started === undefined ? (began ? execution.started_at : undefined) : instant(part.started),
    finished_at: part.finished === undefined ? (ended ? execution.finished_at : undefined) : instant(part.finished),
  });
}
