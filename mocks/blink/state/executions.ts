/** What an execution can have come to; see `docs/products/blink.md#executions`. */
export const TERMINAL_STATES = ["Completed", "Failed", "Cancelled", "Timeout", "Skipped", "Paused"] as const;

/** What an execution can be; the first two are assumed (`execution-states`). */
export const EXECUTION_STATES = ["Pending", "Running", ...TERMINAL_STATES] as const;

/** A state in which an execution has come to its end. */
export type TerminalState = (typeof TERMINAL_STATES)[number];

/** A state of an execution. */
export type ExecutionState = (typeof EXECUTION_STATES)[number];

/** What is called when an execution has ended; see `docs/products/blink.md#callbacks`. */
export interface Callback {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly disableSSL: boolean;
  readonly excludeDefaultMetadata: boolean;
}

/** How long a workflow's runs take and how they end, where its fixture says so; else it is drawn, and they end as their steps do. */
export interface Course {
  /** Milliseconds before it starts. */
  readonly pending: number | undefined;
  /** Milliseconds of a step, by its id: those of an action are over before it calls. */
  readonly steps: Readonly<Record<string, number>>;
  /** Milliseconds after its start at which it ends as `Timeout`. */
  readonly timeout: number | undefined;
  /** What it ends as, once its steps have run. */
  readonly ends: TerminalState | undefined;
}

/**
 * What an execution waits for.
 *
 * | stage | it waits for |
 * | --- | --- |
 * | `queued` | somebody who takes it up |
 * | `waiting` | `due_at` on the sandbox's clock |
 * | `reaching` | the outcome of a step that calls out; `due_at` is when it set out |
 * | `calling-back` | the end of its callback; it has come to its own |
 * | `still` | nothing: a fixture says that it is under way |
 * | `over` | nothing |
 */
type Stage = "queued" | "waiting" | "reaching" | "calling-back" | "still" | "over";

/** An execution of a workflow. */
export interface ExecutionRow {
  readonly seq: number;
  readonly id: string;
  readonly workspace_id: string;
  readonly playbook_id: string;
  readonly playbook_name: string;
  readonly pack_id: string;
  /** The YAML that it runs: a workflow may change meanwhile. */
  readonly playbook: string;
  /** Whether it runs the draft. */
  readonly is_draft: boolean;
  readonly execution_number: number;
  readonly version: number;
  readonly state: ExecutionState;
  readonly stage: Stage;
  /** The instant at which the clock moves it on, or at which the step that is out set out; nothing when only something else can. */
  readonly due_at: number | undefined;
  /** The instant at which it ends as `Timeout`; known once it has started. */
  readonly deadline_at: number | undefined;
  /** Which of its steps it is at, from 0; -1 before the first. */
  readonly step_index: number;
  /** What its steps have set, by name. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly course: Course;
  readonly trigger_type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly event: unknown;
  readonly outputs: Readonly<Record<string, unknown>> | undefined;
  readonly error_message: string;
  readonly error_code: string;
  readonly cancel_reason: string;
  readonly runner_group_id: string;
  readonly past_exec_ref: string;
  readonly callback: Callback | undefined;
  /** What came of the callback, in words; empty while there is none. */
  readonly callback_outcome: string;
  /** Milliseconds since 1970 UTC. */
  readonly created_at: number;
  readonly created_by: string;
  readonly updated_at: number;
  readonly updated_by: string;
  readonly started_at: number | undefined;
  readonly finished_at: number | undefined;
}

/** What a step can be (`step-states`). */
export const STEP_STATES = ["Pending", "Running", "Completed", "Failed", "Skipped"] as const;

/** A step of an execution; see `docs/products/blink.md#steps`. */
export interface StepRow {
  readonly seq: number;
  readonly execution_id: string;
  /** The step's id in the workflow, such as `S1`. */
  readonly step_id: string;
  readonly name: string;
  readonly action: string;
  readonly state: (typeof STEP_STATES)[number];
  readonly input_parameters: Readonly<Record<string, unknown>>;
  readonly output_data: unknown;
  readonly error_data: string;
  readonly started_at: number | undefined;
  readonly finished_at: number | undefined;
}

/** Whether an execution has come to its end. */
export function hasEnded({ state }: Pick<ExecutionRow, "state">): boolean {
  return state !== "Pending" && state !== "Running";
}
