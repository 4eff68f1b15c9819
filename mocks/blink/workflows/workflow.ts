import type { AUTOMATION_TYPES } from "../state/workflows.ts";

/** How a workflow is started. */
export type AutomationType = (typeof AUTOMATION_TYPES)[number];

/** An input that a workflow declares; see `docs/products/blink.md#workflow-yaml`. */
export interface InputPlan {
  readonly name: string;
  readonly required: boolean;
  /** Absent when there is none. */
  readonly default: unknown;
}

/** A step of a workflow, its expressions not replaced yet. */
export interface StepPlan {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of connections by the type that they are of. */
  readonly connections: Readonly<Record<string, string>>;
  /** Switched off in the editor: it is skipped. */
  readonly disabled: boolean;
}

/** A workflow, once its YAML is read. */
export interface Workflow {
  readonly name: string | undefined;
  readonly desc: string;
  readonly automation_type: AutomationType;
  /** The runner group that it names; empty when it names none. */
  readonly runner: string;
  readonly inputs: readonly InputPlan[];
  readonly steps: readonly StepPlan[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a workflow may hold at most (`workflow-bounds`). */
export const WORKFLOW_BOUNDS = { characters: 500_000, steps: 200, inputs: 100, outputs: 100 } as const;
