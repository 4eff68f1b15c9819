import type { Listing } from "../listing.ts";
import type { PackRow } from "../state/workflows.ts";

/** How packs are listed as the rows of a table (`pack-members`). */
export const packListing: Listing<PackRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    display_name: { type: "text", read: (row) => row.name },
    workspace_id: { type: "text", read: (row) => row.workspace_id },
    created_at: { type: "instant", read: (row) => row.created_at },
    created_by: { type: "text", read: (row) => row.created_by },
  },
  others: [],
  toJson: (_visit, { id, name, workspace_id, created_at, created_by }) => {
    return { id, name, display_name: name, workspace_id, created_at, created_by };
  },
};
