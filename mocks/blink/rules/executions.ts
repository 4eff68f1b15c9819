import type { Visit } from "../access.ts";
import { endRun } from "../runs/progress.ts";
import { type ExecutionRow, hasEnded } from "../state/executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import { BlinkRefusal } from "../wire.ts";

/** An execution of a workspace by its id; another workspace's is as unknown as one that does not exist. */
export function findExecution(
  { state }: Visit,
  workspace: WorkspaceRow,
  id: string,
  failure = "Can not find Playbook execution",
): ExecutionRow {
  const execution = state.executions.find("id", id);
  if (execution?.workspace_id === workspace.id) return execution;
  const reason = execution ? `execution '${id}' is another workspace's` : `there is no execution '${id.slice(0, 100)}'`;
  throw new BlinkRefusal(404, failure, { reason });
}

/** Ends an execution before its time; refused once it has come to its end (`cancel-execution`). */
export function cancelExecution(visit: Visit, execution: ExecutionRow, reason: string): ExecutionRow {
  return endEarly(visit, execution, "cancel", { state: "Cancelled", reason });
}

/** Ends an execution as if all had been done (`complete-execution`). */
export function completeExecution(visit: Visit, execution: ExecutionRow): ExecutionRow {
  return endEarly(visit, execution, "complete", { state: "Completed" });
}

function endEarly(
  visit: Visit,
  execution: ExecutionRow,
  verb: string,
  ending: Parameters<typeof endRun>[3],
): ExecutionRow {
  const { sandbox, state, access } = visit;
  if (hasEnded(execution)) {
    const rule = `It is ${execution.state} already.`;
    throw new BlinkRefusal(400, `Cannot ${verb} execution, it is not in a running state`, { rule });
  }
  endRun(visit, execution, sandbox.clock.now(), ending);
  return state.executions.update(execution.seq, { updated_by: access.user.id });
}
