import type { z } from "zod";
import type { folderReply } from "./reply-schemas.ts";
import { nameSite } from "./rules/name-site.ts";
import type { FolderRow, PasswordstateState } from "./state.ts";
import { pathOf } from "./tree.ts";

/** A folder as version 9 writes it; see `docs/products/passwordstate.md#folder-shape`. */
export function toFolderJson(state: PasswordstateState, folder: FolderRow): z.infer<typeof folderReply> {
  return {
    FolderID: folder.FolderID,
    FolderName: folder.FolderName,
    Description: folder.Description,
    TreePath: pathOf(state, folder.FolderID),
    SiteID: folder.SiteID,
    SiteLocation: nameSite(folder.SiteID),
  };
}
