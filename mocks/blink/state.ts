import type { StateOf } from "../../src/engine/section.ts";
import { table } from "../../src/engine/table.ts";
import type { ConnectionRow, ConnectionShareRow, ConnectionTypeRow } from "./state/connections.ts";
import type { ExecutionRow, StepRow } from "./state/executions.ts";
import type { ApiKeyRow, RetiredKeyRow } from "./state/keys.ts";
import type { MemberRow, RoleRow, TenantRow, UserRow, WorkspaceRow } from "./state/people.ts";
import type { RunnerGroupRow, RunnerRow } from "./state/runners.ts";
import type { DeletedPlaybookRow, PackRow, PlaybookRow } from "./state/workflows.ts";

/**
 * Ids are random, so rows are kept under a number, `seq`, in the order in which they were made: lists come out in that order
 * (`default-order`).
 */
export const tables = {
  tenants: table<TenantRow>()({ key: "seq" }),
  users: table<UserRow>()({ key: "seq", unique: { id: (row) => row.id, email: (row) => row.email.toLowerCase() } }),
  apiKeys: table<ApiKeyRow>()({
    key: "seq",
    unique: { id: (row) => row.id, value: (row) => row.api_key },
    index: { user: (row) => row.user_id },
  }),
  retiredKeys: table<RetiredKeyRow>()({ key: "api_key" }),
  workspaces: table<WorkspaceRow>()({ key: "seq", unique: { id: (row) => row.id, name: (row) => row.name } }),
  members: table<MemberRow>()({
    key: "seq",
    unique: { pair: (row) => pairKey(row.workspace_id, row.user_id) },
    index: { workspace: (row) => row.workspace_id, user: (row) => row.user_id },
  }),
  roles: table<RoleRow>()({ key: "name" }),
  connectionTypes: table<ConnectionTypeRow>()({ key: "seq", unique: { id: (row) => row.id, name: (row) => row.name } }),
  connections: table<ConnectionRow>()({
    key: "seq",
    unique: { id: (row) => row.id },
    index: {
      workspace: (row) => row.workspace_id,
      name: (row) => row.name,
      type: (row) => row.connection_type_id,
    },
  }),
  connectionShares: table<ConnectionShareRow>()({
    key: "seq",
    unique: { pair: (row) => pairKey(row.connection_id, row.workspace_id) },
    index: { connection: (row) => row.connection_id, workspace: (row) => row.workspace_id },
  }),
  runnerGroups: table<RunnerGroupRow>()({
    key: "seq",
    unique: { id: (row) => row.id },
    // Those of Blink's cloud are every workspace's, and stand under the empty id.
    index: { workspace: (row) => row.workspace_id ?? "" },
  }),
  runners: table<RunnerRow>()({
    key: "seq",
    unique: { id: (row) => row.id },
    index: { group: (row) => row.runner_group_id },
  }),
  packs: table<PackRow>()({
    key: "seq",
    unique: { id: (row) => row.id, name: (row) => pairKey(row.workspace_id, row.name) },
    index: { workspace: (row) => row.workspace_id },
  }),
  playbooks: table<PlaybookRow>()({
    key: "seq",
    unique: { id: (row) => row.id, name: (row) => pairKey(row.workspace_id, row.name) },
    index: { workspace: (row) => row.workspace_id, pack: (row) => row.pack_id },
  }),
  deletedPlaybooks: table<DeletedPlaybookRow>()({ key: "id" }),
  executions: table<ExecutionRow>()({
    key: "seq",
    unique: { id: (row) => row.id },
    index: {
      workspace: (row) => row.workspace_id,
      playbook: (row) => row.playbook_id,
      state: (row) => pairKey(row.workspace_id, row.state),
      // Those that something will move on.
      active: (row) => (row.stage === "over" || row.stage === "still" ? undefined : 1),
    },
  }),
  steps: table<StepRow>()({ key: "seq", index: { execution: (row) => row.execution_id } }),
};

/** The live tables of a Blink. */
export type BlinkState = StateOf<typeof tables>;

/** Two texts as one that no other two give: the first is an id, which holds no space. */
export function pairKey(id: string, other: string): string {
  return `${id} ${other}`;
}
