import type { Course } from "./executions.ts";

/** How a workflow is started; see `docs/products/blink.md#workflows`. */
export const AUTOMATION_TYPES = ["on_demand", "scheduled", "event"] as const;

/** A pack: a folder of workflows. */
export interface PackRow {
  readonly seq: number;
  readonly id: string;
  readonly workspace_id: string;
  readonly name: string;
  readonly created_at: number;
  readonly created_by: string;
}

/** A workflow that was deleted while it had executions. */
export interface DeletedPlaybookRow {
  readonly id: string;
  /** The last that it had: an execution keeps the one that it ran under. */
  readonly name: string;
}

/** A workflow, which the wire still calls a playbook. */
export interface PlaybookRow {
  readonly seq: number;
  readonly id: string;
  readonly workspace_id: string;
  readonly pack_id: string;
  readonly name: string;
  readonly desc: string;
  readonly automation_type: (typeof AUTOMATION_TYPES)[number];
  readonly tags: readonly string[];
  /** Whether it may be started by its trigger. */
  readonly active: boolean;
  /** The YAML that runs; absent until it is published for the first time. */
  readonly published: string | undefined;
  /** The YAML that the editor shows; absent while it is what was published. */
  readonly draft: string | undefined;
  /** How often it was published. */
  readonly version: number;
  /** The number that the next execution gets. */
  readonly next_execution: number;
  /** How its runs go, where its fixture says so. */
  readonly course: Course;
  readonly created_at: number;
  readonly created_by: string;
  readonly updated_at: number;
  readonly updated_by: string;
}
