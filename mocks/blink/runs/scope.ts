import type { Scope } from "../expressions/fill.ts";
import type { ExecutionRow } from "../state/executions.ts";
import type { Desk } from "./desk.ts";

const SCREEN = "https://app.blinkops.com";

/** What the expressions of an execution can name; see `docs/products/blink.md#expressions`. */
export function scopeOf({ state }: Desk, execution: ExecutionRow): Scope {
  const steps = state.steps.where("execution", execution.id).map(({ step_id, state: stepState, output_data }) => {
    const status = stepState === "Completed" ? "OK" : stepState === "Failed" ? "Failed" : "";
    return [step_id, { output: output_data ?? null, status }] as const;
  });
  return {
    inputs: execution.inputs,
    steps: Object.fromEntries(steps),
    variables: execution.variables,
    event: { payload: execution.event ?? null },
    metadata: metadataOf(state, execution),
  };
}

/** `expressions`. */
function metadataOf(state: Desk["state"], execution: ExecutionRow): Readonly<Record<string, unknown>> {
  const { id, playbook_id, playbook_name, workspace_id, pack_id, created_by, started_at, created_at } = execution;
  const page = `${SCREEN}/workspace/${workspace_id}/workflow/${playbook_id}`;
  return {
    automation_id: playbook_id,
    automation_name: playbook_name,
    automation_url: `${page}/edit`,
    execution_id: id,
    execution_url: `${page}/executions/${id}`,
    pack_id,
    workspace_id,
    tenant_id: state.tenants.get(1)?.id ?? "",
    start_time: new Date(started_at ?? created_at).toISOString(),
    user_email: state.users.find("id", created_by)?.email ?? "",
    user_groups: [],
  };
}
