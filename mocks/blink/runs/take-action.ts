import type { Outside } from "../../../src/http/errands/outside.ts";
import type { ActionOutcome, ResolvedConnection } from "../actions/action.ts";
import { findAction } from "../actions/find-action.ts";
import { InputProblem, readFlag } from "../actions/read-inputs.ts";
import { readConnection, resolveConnection } from "../rules/use-connection.ts";
import type { ConnectionRow } from "../state/connections.ts";
import type { ExecutionRow } from "../state/executions.ts";
import { pairKey } from "../state.ts";
import type { StepPlan } from "../workflows/workflow.ts";
import type { Desk } from "./desk.ts";
import { stepAt } from "./progress.ts";

/** What a workflow writes for a step that uses no connection. */
const NO_CONNECTION = "no_connection";
/** The largest output that a step keeps, in characters of JSON (`workflow-bounds`). */
const LARGEST_OUTPUT = 1_000_000;

type Done = Extract<ActionOutcome, { readonly kind: "done" }>;

/** Does the step that an execution is at and that calls out. Rejects only when the outside has gone. */
export async function takeAction(desk: Desk, execution: ExecutionRow, outside: Outside): Promise<ActionOutcome> {
  const plan = stepAt(execution);
  const action = plan && findAction(plan.action);
  if (!action) return failed("No such method");
  const wanted = wantedConnection(plan, action.connection);
  const connection = wanted && findUsable(desk, execution, wanted, outside);
  if (wanted && !connection) {
    return failed(`connection for ${wanted.type} is required for execution, but was not found`);
  }
  const step = desk.state.steps.where("execution", execution.id)[execution.step_index];
  const inputs = step?.input_parameters ?? {};
  const isPaged = readPaging(inputs);
  if (typeof isPaged !== "boolean") return isPaged;
  const outcome = await action.run({ inputs, connection, outside });
  return outcome.kind === "failed" ? outcome : keep(isPaged ? wrap(outcome) : outcome);
}

/** Whether the output is to be wrapped, as `auto_pagination` says. */
function readPaging(inputs: Readonly<Record<string, unknown>>): boolean | ActionOutcome {
  try {
    return readFlag(inputs, "auto_pagination") ?? false;
  } catch (error) {
    if (error instanceof InputProblem) return { kind: "failed", message: error.message, code: "invalid" };
    throw error;
  }
}

/** What is no list becomes one of one (`auto-pagination`). */
function wrap({ kind, output }: Done): Done {
  return { kind, output: { results: Array.isArray(output) ? output : [output] } };
}

function keep(outcome: Done): ActionOutcome {
  const size = JSON.stringify(outcome.output ?? null).length;
  return size <= LARGEST_OUTPUT ? outcome : failed(`The output is larger than ${LARGEST_OUTPUT} characters.`);
}

interface Wanted {
  readonly type: string;
  readonly name: string | undefined;
}

/** The connection that a step names, or has to. */
function wantedConnection({ action, connections }: StepPlan, need: string): Wanted | undefined {
  if (need === "none") return undefined;
  const named = Object.entries(connections).find(([, name]) => name !== NO_CONNECTION);
  if (named) return { type: named[0], name: named[1] };
  return need === "required" ? { type: action.split(".")[0] ?? action, name: undefined } : undefined;
}

/** A connection of the workspace, or lent to it, by its name and type. */
function findUsable(
  { state }: Desk,
  { workspace_id }: ExecutionRow,
  { type, name }: Wanted,
  outside: Outside,
): ResolvedConnection | undefined {
  if (name === undefined) return undefined;
  const isUsable = (row: ConnectionRow) =>
    row.workspace_id === workspace_id ||
    state.connectionShares.find("pair", pairKey(row.id, workspace_id)) !== undefined;
  for (const row of state.connections.where("name", name)) {
    const usable = isUsable(row) ? readConnection(state, row) : undefined;
    if (usable?.type === type) return resolveConnection(usable, outside);
  }
  return undefined;
}

function failed(message: string): ActionOutcome {
  return { kind: "failed", message, code: "1" };
}
