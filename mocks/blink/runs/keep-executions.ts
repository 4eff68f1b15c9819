import { type ExecutionRow, hasEnded } from "../state/executions.ts";
import type { BlinkState } from "../state.ts";

/** Forgets the oldest executions that have ended, until there is room for one more (`kept-executions`). */
export function makeRoom(state: BlinkState): void {
  const most = state.tenants.get(1)?.kept_executions ?? 0;
  let surplus = state.executions.size + 1 - most;
  if (surplus <= 0) return;
  const old: ExecutionRow[] = [];
  for (const execution of state.executions.all()) {
    if (surplus <= 0) break;
    if (!hasEnded(execution) || execution.stage === "calling-back") continue;
    old.push(execution);
    surplus -= 1;
  }
  for (const execution of old) forgetExecution(state, execution);
}

/** Takes an execution away with its steps. */
export function forgetExecution(state: BlinkState, { id, seq }: Pick<ExecutionRow, "id" | "seq">): void {
  for (const step of state.steps.where("execution", id)) state.steps.delete(step.seq);
  state.executions.delete(seq);
}
