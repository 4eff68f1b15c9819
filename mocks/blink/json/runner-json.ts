import type { Visit } from "../access.ts";
import type { Listing } from "../listing.ts";
import type { RunnerGroupRow, RunnerRow } from "../state/runners.ts";
import { slugOf } from "./slug.ts";

/** How runner groups are listed; see `docs/products/blink.md#runners` (`runner-shape`). */
export const runnerGroupListing: Listing<RunnerGroupRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    display_name: { type: "text", read: (row) => row.name },
    is_default: { type: "flag", read: (row) => row.is_default },
    tags: { type: "texts", read: (row) => row.tags },
    secret_manager: { type: "text", read: (row) => row.secret_manager },
    workspace_id: { type: "text", read: (row) => row.workspace_id ?? "" },
    created_at: { type: "instant", read: (row) => row.created_at },
    created_by: { type: "text", read: (row) => row.created_by },
    updated_at: { type: "instant", read: (row) => row.created_at },
    updated_by: { type: "text", read: (row) => row.created_by },
  },
  others: [
    ...["full_name", "slug_name", "available_runners", "number_of_instances", "is_shared", "shared_with", "used_by"],
    ...["tenant_id", "workspace_name"],
  ],
  toJson: toGroupJson,
};

function toGroupJson({ state }: Visit, row: RunnerGroupRow) {
  const { id, name, is_default, tags, secret_manager, workspace_id = "", created_at, created_by } = row;
  const runners = state.runners.where("group", id);
  return {
    ...{ id, name, display_name: name, full_name: name, slug_name: slugOf(name), is_default, tags, secret_manager },
    available_runners: runners.filter(({ status }) => status === "online").length,
    number_of_instances: runners.length,
    ...{ is_shared: false, shared_with: 0, used_by: 0 },
    tenant_id: tenantOf(state),
    workspace_id,
    workspace_name: state.workspaces.find("id", workspace_id)?.name ?? "",
    ...{ created_at, created_by, updated_at: created_at, updated_by: created_by },
  };
}

/** How runners are listed. */
export const runnerListing: Listing<RunnerRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    group_id: { type: "text", read: (row) => row.runner_group_id },
    status: { type: "text", read: (row) => row.status },
    version: { type: "text", read: (row) => row.version },
  },
  derived: {
    group_name: { type: "text", read: (row, state) => state.runnerGroups.find("id", row.runner_group_id)?.name },
  },
  others: ["tenant_id", "workspace_id"],
  toJson: ({ state }, { id, name, runner_group_id: group_id, status, version }) => {
    const { name: group_name = "", workspace_id = "" } = state.runnerGroups.find("id", group_id) ?? {};
    return { id, name, group_id, group_name, status, version, tenant_id: tenantOf(state), workspace_id };
  },
};

function tenantOf(state: Visit["state"]): string {
  return state.tenants.get(1)?.id ?? "";
}
