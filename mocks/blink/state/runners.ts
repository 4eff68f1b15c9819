/** A runner group: where steps and tests run; see `docs/products/blink.md#runners`. */
export interface RunnerGroupRow {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  /** Absent for the group in Blink's cloud, which every workspace has. */
  readonly workspace_id: string | undefined;
  readonly is_default: boolean;
  readonly tags: readonly string[];
  readonly secret_manager: string;
  readonly created_at: number;
  readonly created_by: string;
}

/** A runner of a group. */
export interface RunnerRow {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly runner_group_id: string;
  readonly status: "online" | "offline";
  readonly version: string;
}
