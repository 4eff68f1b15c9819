import { demandReason, reachesList, type Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { PasswordListRow, PasswordRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { type FoundRecord, readList } from "./read-record.ts";

/** Whether a record is wanted. */
export type Matcher = (record: PasswordRow, list: PasswordListRow) => boolean;

const EVERY: Matcher = () => true;

/** The records of a list that match, by their ids; the list must be within reach. */
export function gatherFromList(visit: Visit, listId: number, matches: Matcher = EVERY): FoundRecord[] {
  const list = readList(visit, listId);
  const found: FoundRecord[] = [];
  for (const record of visit.state.passwords.where("list", listId)) {
    if (matches(record, list)) found.push({ record, list });
  }
  return found;
}

/** The records within reach that match: of a list key's own list, or of every shared list. */
export function gatherFromReach(visit: Visit, matches: Matcher = EVERY): FoundRecord[] {
  const { state, access } = visit;
  const { PasswordListID: own } = access.key;
  if (own !== undefined) return gatherFromList(visit, own, matches);
  const lists = listsInReach(visit);
  const found: FoundRecord[] = [];
  for (const record of state.passwords.all()) {
    const list = lists.get(record.PasswordListID);
    if (!list || record.RecycledAt !== undefined || !matches(record, list)) continue;
    // Unless such lists are left out, the first with a result that demands a reason refuses the call (`reason-across-lists`).
    demandReason(access, list);
    found.push({ record, list });
  }
  return found;
}

/** All records of one list, as `QueryAll` asks for them; see `docs/products/passwordstate.md#query-all`. */
export function queryList(visit: Visit, listId: number): FoundRecord[] {
  const found = gatherFromList(visit, listId);
  if (found.length > 0 || choiceOf(visit.sandbox, "empty-list") === "empty-array") return found;
  const phrase = `No Passwords found in the Password Lists for PasswordListID of ${listId}.`;
  throw new PasswordstateRefusal(404, phrase, `list ${listId} has no records`);
}

/** All records of all shared lists; see `docs/products/passwordstate.md#query-all`. */
export function queryAllLists(visit: Visit): FoundRecord[] {
  const { sandbox, access } = visit;
  if (access.key.PasswordListID !== undefined && choiceOf(sandbox, "collection-with-list-key") === "refuse") {
    const phrase = "The API Key of a Password List cannot query all Password Lists.";
    throw new PasswordstateRefusal(401, phrase, `${access.name} asks for all lists, which takes the System Wide key`);
  }
  const found = gatherFromReach(visit);
  if (found.length > 0 || choiceOf(sandbox, "empty-collection") === "empty-array") return found;
  throw new PasswordstateRefusal(404, "No Passwords found in the Password Lists.", "no list within reach has records");
}

function listsInReach({ sandbox, state, access }: Visit): Map<number, PasswordListRow> {
  const leavesOut = access.reason === "" && choiceOf(sandbox, "reason-across-lists") === "leave-out";
  const lists = new Map<number, PasswordListRow>();
  for (const list of state.passwordLists.all()) {
    if (reachesList(access.key, list) && !(leavesOut && list.ProvideAccessReason)) lists.set(list.PasswordListID, list);
  }
  return lists;
}
