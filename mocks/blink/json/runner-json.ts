import type { Listing } from "../listing.ts";
import type { RunnerGroupRow, RunnerRow } from "../state/runners.ts";

/** How runner groups are listed; see `docs/products/blink.md#runners` (`runner-shape`). */
export const runnerGroupListing: Listing<RunnerGroupRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    is_default: { type: "flag", read: (row) => row.is_default },
    tags: { type: "texts", read: (row) => row.tags },
    secret_manager: { type: "text", read: (row) => row.secret_manager },
    workspace_id: { type: "text", read: (row) => row.workspace_id ?? "" },
    created_at: { type: "instant", read: (row) => row.created_at },
    created_by: { type: "text", read: (row) => row.created_by },
  },
  others: ["tenant_id"],
  toJson: ({ state }, { id, name, is_default, tags, secret_manager, workspace_id = "", created_at, created_by }) => {
    const tenant_id = state.tenants.get(1)?.id ?? "";
    return { id, name, is_default, tags, secret_manager, tenant_id, workspace_id, created_at, created_by };
  },
};

/** How runners are listed. */
export const runnerListing: Listing<RunnerRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    runner_group_id: { type: "text", read: (row) => row.runner_group_id },
    status: { type: "text", read: (row) => row.status },
    version: { type: "text", read: (row) => row.version },
  },
  others: ["runner_group_name"],
  toJson: ({ state }, { id, name, runner_group_id, status, version }) => {
    const runner_group_name = state.runnerGroups.find("id", runner_group_id)?.name ?? "";
    return { id, name, runner_group_id, runner_group_name, status, version };
  },
};
