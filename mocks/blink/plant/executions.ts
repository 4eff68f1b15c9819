import { EngineError } from "../../../src/engine/engine-error.ts";
import type { Seeding } from "../../../src/engine/section.ts";
import { drawId } from "../draw.ts";
import type { BlinkPart } from "../fixture-schema.ts";
import type { ExecutionRow } from "../state/executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { PlaybookRow } from "../state/workflows.ts";
import { type BlinkState, pairKey } from "../state.ts";
import { userIdOf } from "./people.ts";

type WorkspacePart = BlinkPart["workspaces"][number];
type WorkflowPart = WorkspacePart["packs"][number]["workflows"][number];
type ExecutionPart = WorkspacePart["executions"][number];
type StepPart = ExecutionPart["steps"][number];

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What planting takes of a fixture's surroundings; an administrator's desk has it too. */
type Planting = Pick<Seeding, "clock" | "chance" | "instant">;

/** Turns an execution of a fixture with its steps into rows. */
export function plantExecution(
  state: BlinkState,
  workspace: WorkspaceRow,
  part: ExecutionPart,
  seeding: Planting,
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

/** What the schema gives an execution of which nothing is said. */
const PLAIN = { inputs: {}, outputs: {}, error: "", errorCode: "", cancelReason: "", trigger: "on_demand", steps: [] };

/** Adds the executions that a workflow of a fixture, or an administrator, asks for: one a minute, the last of them a minute ago. */
export function generateExecutions(
  state: BlinkState,
  workspace: WorkspaceRow,
  { name: workflow, generate, run, by }: Pick<WorkflowPart, "name" | "generate" | "run" | "by">,
  seeding: Planting,
): void {
  const now = seeding.clock.now();
  for (let left = generate?.executions ?? 0; left > 0; left -= 1) {
    const created = new Date(now - left * MINUTE).toISOString();
    plantExecution(state, workspace, { ...PLAIN, workflow, by, state: run?.ends ?? "Completed", created }, seeding);
  }
}

function newExecution(state: BlinkState, playbook: PlaybookRow, part: ExecutionPart, { chance, instant }: Planting) {
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

function plantStep(state: BlinkState, execution: ExecutionRow, part: StepPart, { instant }: Planting): void {
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
