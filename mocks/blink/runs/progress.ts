import { findAction } from "../actions/find-action.ts";
import { fill } from "../expressions/fill.ts";
import { ExpressionProblem } from "../expressions/read-expression.ts";
import type { ExecutionRow, StepRow, TerminalState } from "../state/executions.ts";
import { readWorkflow } from "../workflows/read-workflow.ts";
import type { StepPlan, Workflow } from "../workflows/workflow.ts";
import { type Desk, findRun } from "./desk.ts";
import { pendingTime, stepTime, timeoutOf } from "./durations.ts";
import { findInternalStep, type InternalOutcome } from "./internal-steps.ts";
import { scopeOf } from "./scope.ts";

/** What came of a step. */
export type StepOutcome = Exclude<InternalOutcome, { readonly kind: "end" }>;

/** Why a run came to its end. */
export interface Ending {
  readonly state: TerminalState;
  readonly message?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What a step with an unknown action fails with; see `docs/products/blink.md#from-connection-to-request`. */
const NO_SUCH_METHOD = "No such method";

const TIMED_OUT: Ending = { state: "Timeout", message: "The workflow has timed out" };

/** Takes up an execution that was asked for: from now on the clock moves it on. In a transaction, like all that is here. */
export function pickUp(desk: Desk, execution: ExecutionRow): void {
  const due_at = desk.sandbox.clock.now() + pendingTime(desk, execution);
  desk.state.executions.update(execution.seq, { stage: "waiting", due_at });
  moveOn(desk, execution.id);
}

/** Moves an execution on as far as the clock lets it, each thing dated with the instant at which it was due. */
export function moveOn(desk: Desk, id: string): void {
  const now = desk.sandbox.clock.now();
  for (;;) {
    const execution = findRun(desk, id);
    const due = execution?.due_at;
    // Of a step that is out, the call alone moves the run on: its time counts once it has come back.
    if (execution?.stage !== "waiting" || due === undefined || due > now) return;
    const { deadline_at = Number.POSITIVE_INFINITY } = execution;
    if (due >= deadline_at) endRun(desk, execution, due, TIMED_OUT);
    else if (execution.step_index < 0) start(desk, execution, due);
    else finishWait(desk, execution, due);
  }
}

/**
 * Goes on with an execution whose call has come back, or has run out of time. The call took so many milliseconds from when it set out,
 * however far the clock was moved meanwhile, and none that the clock has not gone.
 */
export function comeBack(desk: Desk, execution: ExecutionRow, took: number, outcome: StepOutcome | undefined): void {
  const now = desk.sandbox.clock.now();
  const { due_at: out = now, deadline_at = Number.POSITIVE_INFINITY } = execution;
  const at = Math.max(out, Math.min(now, out + Math.ceil(took)));
  if (!outcome || at >= deadline_at) endRun(desk, execution, Math.min(at, deadline_at), TIMED_OUT);
  else finishStep(desk, execution, at, outcome);
  moveOn(desk, execution.id);
}

/** What is to be done at the step that an execution is at. */
export function stepAt(execution: ExecutionRow): StepPlan | undefined {
  return readWorkflow(execution.playbook).workflow?.steps[execution.step_index];
}

/** Ends the step that an execution is at, and goes on with the next. */
function finishStep(desk: Desk, execution: ExecutionRow, at: number, outcome: StepOutcome): void {
  const { state } = desk;
  const step = rowAt(desk, execution);
  if (outcome.kind === "failed") {
    const { message, code } = outcome;
    if (step) state.steps.update(step.seq, { state: "Failed", error_data: message, finished_at: at });
    const where = step ? `${step.step_id}: ` : "";
    return void endRun(desk, execution, at, { state: "Failed", message: `${where}${message}`, code });
  }
  if (step) state.steps.update(step.seq, { state: "Completed", output_data: outcome.output, finished_at: at });
  const variables = { ...execution.variables, ...outcome.variables };
  const next = state.executions.update(execution.seq, { variables, step_index: execution.step_index + 1 });
  beginStep(desk, next, at);
}

/** Brings an execution to its end. What it had not done yet is skipped. */
export function endRun(desk: Desk, execution: ExecutionRow, at: number, ending: Ending): void {
  const { state } = desk;
  for (const step of state.steps.where("execution", execution.id)) {
    if (step.state === "Running") {
      const done = ending.state === "Completed";
      const error_data = done ? "" : ending.message || ending.state;
      state.steps.update(step.seq, { state: done ? "Completed" : "Failed", error_data, finished_at: at });
    } else if (step.state === "Pending") state.steps.update(step.seq, { state: "Skipped" });
  }
  state.executions.update(execution.seq, {
    state: ending.state,
    stage: execution.callback ? "calling-back" : "over",
    due_at: undefined,
    outputs: ending.state === "Completed" ? (ending.outputs ?? {}) : undefined,
    error_message: ending.message ?? "",
    error_code: ending.code ?? "",
    cancel_reason: ending.reason ?? "",
    finished_at: at,
    updated_at: at,
  });
}

function start(desk: Desk, execution: ExecutionRow, at: number): void {
  const { state } = desk;
  const { workflow, problem } = readWorkflow(execution.playbook);
  const begun = { state: "Running", step_index: 0, started_at: at, updated_at: at } as const;
  const running = state.executions.update(execution.seq, { ...begun, deadline_at: at + timeoutOf(execution) });
  if (!workflow) return void endRun(desk, running, at, { state: "Failed", message: problem, code: "1" });
  for (const { id, name, action } of workflow.steps) {
    state.steps.insert({
      execution_id: execution.id,
      ...{ step_id: id, name: name || id, action, state: "Pending", input_parameters: {} },
      ...{ output_data: undefined, error_data: "", started_at: undefined, finished_at: undefined },
    });
  }
  beginStep(desk, running, at);
}

function beginStep(desk: Desk, execution: ExecutionRow, at: number): void {
  const { workflow } = readWorkflow(execution.playbook);
  const plan = workflow?.steps[execution.step_index];
  if (!workflow || !plan) return void complete(desk, execution, at, workflow);
  const step = rowAt(desk, execution);
  if (plan.disabled) {
    if (step) desk.state.steps.update(step.seq, { state: "Skipped" });
    const next = desk.state.executions.update(execution.seq, { step_index: execution.step_index + 1 });
    return void beginStep(desk, next, at);
  }
  const inputs = orFail(() => fill(plan.inputs, scopeOf(desk, execution)) as StepPlan["inputs"]);
  if (step) {
    const input_parameters = inputs.value ?? plan.inputs;
    desk.state.steps.update(step.seq, { state: "Running", input_parameters, started_at: at });
  }
  if (inputs.problem !== undefined) return void fail(desk, execution, at, inputs.problem);
  const internal = findInternalStep(plan.action);
  if (!internal && !findAction(plan.action)) return void fail(desk, execution, at, NO_SUCH_METHOD);
  const lasts = internal?.lasts?.(inputs.value);
  if (typeof lasts === "object") return void fail(desk, execution, at, lasts.problem);
  wait(desk, execution, at + (lasts ?? stepTime(desk, execution, plan.id, !internal)));
}

function wait({ state }: Desk, execution: ExecutionRow, until: number): void {
  const due_at = Math.min(until, execution.deadline_at ?? until);
  state.executions.update(execution.seq, { stage: "waiting", due_at });
}

/** A step's time is over: one of Blink's own is done, and one that calls out sets out. */
function finishWait(desk: Desk, execution: ExecutionRow, at: number): void {
  const plan = stepAt(execution);
  const internal = plan && findInternalStep(plan.action);
  if (!internal) {
    desk.state.executions.update(execution.seq, { stage: "reaching", due_at: at });
    return;
  }
  const outcome = internal.run(rowAt(desk, execution)?.input_parameters ?? {});
  if (outcome.kind !== "end") return void finishStep(desk, execution, at, outcome);
  const step = rowAt(desk, execution);
  if (step) desk.state.steps.update(step.seq, { state: "Completed", output_data: outcome.message, finished_at: at });
  if (outcome.state === "Completed")
    return void complete(desk, execution, at, readWorkflow(execution.playbook).workflow);
  endRun(desk, execution, at, { state: "Failed", message: outcome.message || "The workflow ended itself", code: "1" });
}

/** All steps are done: the outputs are what the run gives, unless its course says that it ends otherwise. */
function complete(desk: Desk, execution: ExecutionRow, at: number, workflow: Workflow | undefined): void {
  const { ends = "Completed" } = execution.course;
  if (ends !== "Completed") {
    return void endRun(desk, execution, at, {
      state: ends,
      message: ends === "Failed" ? "The workflow has failed" : "",
    });
  }
  const outputs = orFail(() => fill(workflow?.outputs ?? {}, scopeOf(desk, execution)) as StepPlan["inputs"]);
  if (outputs.problem === undefined)
    return void endRun(desk, execution, at, { state: "Completed", outputs: outputs.value });
  endRun(desk, execution, at, { state: "Failed", message: `outputs: ${outputs.problem}`, code: "1" });
}

function fail(desk: Desk, execution: ExecutionRow, at: number, message: string): void {
  finishStep(desk, execution, at, { kind: "failed", message, code: "1" });
}

function rowAt({ state }: Desk, { id, step_index }: ExecutionRow): StepRow | undefined {
  return state.steps.where("execution", id)[step_index];
}

function orFail<Value>(work: () => Value): { readonly value: Value; readonly problem?: undefined } | Problem {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof ExpressionProblem) return { problem: error.message };
    throw error;
  }
}

interface Problem {
  readonly value?: undefined;
  readonly problem: string;
}
