import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { FolderRow } from "../state.ts";
import { pathOf } from "../tree.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { findNodes, type NodeCriteria } from "./find-nodes.ts";

/**
 * The folders that satisfy every criterion, all of them without one. A search that finds none is refused, see
 * `docs/products/passwordstate.md#empty-results`; a vault without folders by `empty-collection`.
 */
export function findFolders({ sandbox, state }: Visit, criteria: NodeCriteria): FolderRow[] {
  const all = [...state.folders.all()];
  const view = (folder: FolderRow) => ({
    name: folder.FolderName,
    description: folder.Description,
    siteId: folder.SiteID,
    treePath: () => pathOf(state, folder.FolderID),
  });
  const found = findNodes(sandbox, all, view, criteria);
  if (found.length > 0) return found;
  const searched = Object.values(criteria).some((criterion) => (criterion ?? "") !== "");
  if (!searched && choiceOf(sandbox, "empty-collection") === "empty-array") return found;
  const why = all.length === 0 ? "the vault has no folders" : "no folder matches";
  throw new PasswordstateRefusal(404, "No Folders were found.", why);
}
