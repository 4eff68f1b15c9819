import type { Visit } from "../access.ts";
import type { FolderRow } from "../state.ts";
import { addFolder } from "../tree.ts";
import { auditWrite } from "./audit.ts";
import { type Copies, checkCopies, type Maybe, refuseGrants } from "./check-grants.ts";
import { placeNode, placeSite } from "./place-node.ts";

/** What a new folder is to be; see `docs/products/passwordstate.md#folders`. */
export interface FolderWish extends Copies {
  readonly FolderName: string;
  readonly Description?: Maybe<string>;
  readonly NestUnderFolderID?: Maybe<number>;
  readonly PropagatePermissions?: Maybe<boolean>;
  readonly Guide?: Maybe<string>;
  readonly SiteID?: Maybe<number>;
}

/** Makes a folder. One that propagates must copy its permissions from somewhere; see `docs/products/passwordstate.md#permissions`. */
export function createFolder(visit: Visit, wish: FolderWish): FolderRow {
  const place = placeNode(visit, wish.NestUnderFolderID);
  const copied = checkCopies(visit, place, wish);
  const propagates = wish.PropagatePermissions ?? false;
  if (propagates && !copied && !place.inherits) {
    throw refuseGrants(
      visit,
      "A folder that propagates permissions must copy them from a Password List or a template.",
    );
  }
  const folder = addFolder(visit.state, {
    FolderName: wish.FolderName,
    Description: wish.Description ?? "",
    Guide: wish.Guide ?? "",
    NestUnderFolderID: place.parent,
    PropagatePermissions: propagates,
    SiteID: placeSite(wish.SiteID),
  });
  auditWrite(visit, "Folder Added", {});
  return folder;
}
