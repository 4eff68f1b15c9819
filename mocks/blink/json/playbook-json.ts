import type { Visit } from "../access.ts";
import type { Listing } from "../listing.ts";
import type { PackRow, PlaybookRow } from "../state/workflows.ts";

/** Whether its draft differs from what runs. */
function hasChanges({ published, draft }: PlaybookRow): boolean {
  return draft !== undefined && draft !== published;
}

/** How workflows are listed; see `docs/products/blink.md#workflows` (`playbook-members`). */
export const playbookListing: Listing<PlaybookRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    display_name: { type: "text", read: (row) => row.name },
    desc: { type: "text", read: (row) => row.desc },
    type: { type: "text", read: (row) => row.automation_type },
    automation_type: { type: "text", read: (row) => row.automation_type },
    tags: { type: "texts", read: (row) => row.tags },
    active: { type: "flag", read: (row) => row.active },
    is_published: { type: "flag", read: (row) => row.published !== undefined },
    has_unpublished_changes: { type: "flag", read: hasChanges },
    pack_id: { type: "text", read: (row) => row.pack_id },
    workspace_id: { type: "text", read: (row) => row.workspace_id },
    version: { type: "text", read: (row) => String(row.version) },
    created_at: { type: "instant", read: (row) => row.created_at },
    created_by: { type: "text", read: (row) => row.created_by },
    updated_at: { type: "instant", read: (row) => row.updated_at },
    updated_by: { type: "text", read: (row) => row.updated_by },
  },
  derived: {
    pack_name: { type: "text", read: (row, state) => state.packs.find("id", row.pack_id)?.name },
  },
  others: ["playbook", "tenant_id"],
  toJson: toPlaybookJson,
};

/** A workflow on the wire, with the YAML that runs, or its draft's while none does. */
export function toPlaybookJson({ state }: Visit, row: PlaybookRow) {
  const { id, name, desc, automation_type, tags, active, published, draft, version, pack_id, workspace_id } = row;
  return {
    ...{ id, name, display_name: name, desc, type: automation_type, automation_type, tags, active },
    version: String(version),
    playbook: published ?? draft ?? "",
    is_published: published !== undefined,
    has_unpublished_changes: hasChanges(row),
    pack_id,
    pack_name: state.packs.find("id", pack_id)?.name ?? "",
    workspace_id,
    tenant_id: state.tenants.get(1)?.id ?? "",
    created_at: row.created_at,
    created_by: row.created_by,
    updated_at: row.updated_at,
    updated_by: row.updated_by,
  };
}

/** A workflow's draft, which is what runs while nothing else was saved (`draft-shape`). */
export function toDraftJson({ id, name, published, draft, version, updated_at, updated_by }: PlaybookRow) {
  return {
    id,
    playbook_id: id,
    name,
    playbook: draft ?? published ?? "",
    version: String(version),
    updated_at,
    updated_by,
  };
}

/** A pack with its workflows, as `/automations` gives it. */
export function toPackJson({ state }: Visit, { id, name }: PackRow) {
  const automations = state.playbooks.where("pack", id).map((row) => ({
    id: row.id,
    name: row.name,
    automation_type: row.automation_type,
    active: row.active,
    is_published: row.published !== undefined,
    has_unpublished_changes: hasChanges(row),
  }));
  return { pack_id: id, pack_name: name, automations };
}
