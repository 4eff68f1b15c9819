import type { Visit } from "../access.ts";
import { statusOf } from "../choice.ts";
import { inheritsPermissions } from "../tree.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { reachList } from "./read-record.ts";

/** Where a new folder or list goes. */
export interface Place {
  /** The folder or list that it lies in; 0 is the root. */
  readonly parent: number;
  /** Whether a folder above pushes its permissions down to here. */
  readonly inherits: boolean;
}

/** The place that `NestUnderFolderID` names: a folder, a list within reach, or without one the root. */
export function placeNode(visit: Visit, nestUnder: number | null | undefined): Place {
  if (!nestUnder) return { parent: 0, inherits: false };
  const { state, sandbox } = visit;
  if (state.nodes.get(nestUnder)?.Kind === "list") reachList(visit, nestUnder);
  else if (!state.folders.has(nestUnder)) {
    const phrase = `A Folder or Password List of ID '${nestUnder}' was not found in the database.`;
    throw new PasswordstateRefusal(
      statusOf(sandbox, "unknown-list"),
      phrase,
      `there is no folder or list ${nestUnder}`,
    );
  }
  return { parent: nestUnder, inherits: inheritsPermissions(state, nestUnder) };
}

/** The site of a new folder or list; absent means Internal. */
export function placeSite(site: number | null | undefined): number {
  if (!site) return 0;
  const why = "the vault has only site 0, Internal: remote site locations are not built";
  throw new PasswordstateRefusal(400, `There is no Site Location of ID '${site}'.`, why);
}
