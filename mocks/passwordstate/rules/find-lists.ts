import { reachesList, type Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { listTreePath } from "../list-json.ts";
import type { PasswordListRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { findNodes, type NodeCriteria } from "./find-nodes.ts";

/** Every list that is shared, in id order; see `docs/products/passwordstate.md#lists`. */
export function allLists(visit: Visit): PasswordListRow[] {
  const lists = listsInReach(visit);
  if (lists.length > 0 || choiceOf(visit.sandbox, "empty-collection") === "empty-array") return lists;
  throw new PasswordstateRefusal(404, "No Password Lists were found.", "the vault has no list within the key's reach");
}

/** The shared lists that satisfy every criterion; finding none is a refusal, see `docs/products/passwordstate.md#empty-results`. */
export function searchLists(visit: Visit, criteria: NodeCriteria): PasswordListRow[] {
  const { sandbox, state } = visit;
  const view = (list: PasswordListRow) => ({
    name: list.PasswordList,
    description: list.Description,
    siteId: list.SiteID,
    treePath: () => listTreePath(sandbox, state, list),
  });
  const found = findNodes(sandbox, listsInReach(visit), view, criteria);
  if (found.length > 0) return found;
  throw new PasswordstateRefusal(404, "No Password Lists were found.", "no list within the key's reach matches");
}

/** Documented for the system key; a list's own key is refused (`collection-with-list-key`). */
function listsInReach({ sandbox, state, access }: Visit): PasswordListRow[] {
  const { key, name } = access;
  if (key.PasswordListID !== undefined && choiceOf(sandbox, "collection-with-list-key") === "refuse") {
    const phrase = "The API Key of a Password List cannot query all Password Lists.";
    throw new PasswordstateRefusal(401, phrase, `${name} asks for all lists, which takes the System Wide key`);
  }
  return [...state.passwordLists.all()].filter((list) => reachesList(key, list));
}
