import { demandReason, reachesList, unreachedStatus, type Visit } from "../access.ts";
import { statusOf } from "../choice.ts";
import type { PasswordListRow, PasswordRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";

/** A record with the list that it lies in. */
export interface FoundRecord {
  readonly record: PasswordRow;
  readonly list: PasswordListRow;
}

/** The record of an id, if the caller's key reaches it and gives the reason that its list may demand. */
export function readRecord(visit: Visit, id: number): FoundRecord {
  const { state, access } = visit;
  const record = state.passwords.get(id);
  const list = record && state.passwordLists.get(record.PasswordListID);
  if (!record || !list || record.RecycledAt !== undefined) {
    const why = record ? `record ${id} is in the recycle bin` : `there is no record ${id}`;
    throw new PasswordstateRefusal(404, phraseNotFound(id), why);
  }
  if (!reachesList(access.key, list)) {
    const why = `record ${id} lies in list '${list.PasswordList}', which ${access.name} does not reach`;
    throw new PasswordstateRefusal(unreachedStatus(visit), phraseNotFound(id), why);
  }
  demandReason(access, list);
  return { record, list };
}

/** The list of an id, if the caller's key reaches it and gives the reason that it may demand. */
export function readList(visit: Visit, id: number): PasswordListRow {
  const list = reachList(visit, id);
  demandReason(visit.access, list);
  return list;
}

/** The list of an id, if the caller's key reaches it; for calls that read none of its records and need no reason. */
export function reachList(visit: Visit, id: number): PasswordListRow {
  const { state, access, sandbox } = visit;
  const list = state.passwordLists.get(id);
  if (!list) {
    throw new PasswordstateRefusal(statusOf(sandbox, "unknown-list"), phraseNoList(id), `there is no list ${id}`);
  }
  if (!reachesList(access.key, list)) {
    const why = `list '${list.PasswordList}' is out of reach of ${access.name}`;
    throw new PasswordstateRefusal(unreachedStatus(visit), phraseNoList(id), why);
  }
  return list;
}

/** What is said of a list that is missing or out of reach; the words are ours (`refusal-phrases`). */
export function phraseNoList(id: number | string): string {
  return `A Password List of ID '${id}' was not found in the database, or you do not have permissions to it.`;
}

/** An id out of a path; refused when it is no number (`non-numeric-id`). */
export function readPathId({ sandbox }: Visit, text = "", phrase = phraseNotFound): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new PasswordstateRefusal(statusOf(sandbox, "non-numeric-id"), phrase(text), "the id is not a number");
}

/** The product's own sentence for a record that is missing or out of reach; see `docs/products/passwordstate.md#errors`. */
function phraseNotFound(id: number | string): string {
  return `A Password of ID '${id}' was not found in the database, or you do not have permissions to it.`;
}
