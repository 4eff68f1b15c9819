import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { toText } from "../loose.ts";
import type { ChangedRecordBody } from "../record-body.ts";
import type { PasswordRow, PasswordstateState } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { auditWrite } from "./audit.ts";
import { type FoundRecord, readRecord } from "./read-record.ts";
import { readPassword, readValues } from "./read-values.ts";
import { type Author, authorOf, changeRecord } from "./write-record.ts";

/** A new password that waits for its host to take it; see `docs/products/passwordstate.md#managed-records`. */
interface QueuedReset {
  readonly PasswordID: number;
  readonly CurrentPassword: string;
  readonly NewPassword: string;
}

/** What came of an update: the record as it is now, or the reset that was queued. */
export type Updated =
  | { readonly found: FoundRecord; readonly reset?: undefined }
  | { readonly found?: undefined; readonly reset: QueuedReset };

/** Changes what is sent of a record, and leaves the rest; see `docs/products/passwordstate.md#record-body`. */
export function updateRecord(visit: Visit, body: ChangedRecordBody): Updated {
  const { PasswordID: id, PasswordListID: listId, ...members } = body;
  const { record, list } = readRecord(visit, id);
  if (namesOtherList(listId, list.PasswordListID)) refuseOtherList(visit, record);
  const values = readValues(visit, list, record, members);
  const password = readPassword(visit, list, members);
  const author = authorOf(visit);
  if (password !== undefined && record.PasswordResetEnabled) {
    changeRecord(visit.state, record, values, author);
    return { reset: queueReset(visit, record, password, author) };
  }
  const change = password === undefined ? values : { ...values, Password: password };
  const changed = changeRecord(visit.state, record, change, author);
  auditWrite(visit, "Password Updated", changed);
  return { found: { record: changed, list } };
}

/** Works off the resets that wait for a record, oldest first; false when there is none. */
export function completeResets(state: PasswordstateState, record: PasswordRow, author: Author): boolean {
  const resets = state.resets.where("password", record.PasswordID);
  let current = record;
  for (const { ResetID, NewPassword } of resets) {
    state.resets.delete(ResetID);
    current = changeRecord(state, current, { Password: NewPassword }, author);
  }
  return resets.length > 0;
}

function queueReset(visit: Visit, record: PasswordRow, password: string, author: Author): QueuedReset {
  const { state, sandbox } = visit;
  const { PasswordID: id, Password: current } = record;
  state.resets.insert({ PasswordID: id, NewPassword: password });
  auditWrite(visit, "Password Queued for Reset", record);
  const now = state.passwords.get(id) ?? record;
  if (choiceOf(sandbox, "reset-queue") === "at-once") completeResets(state, now, author);
  return { PasswordID: id, CurrentPassword: current, NewPassword: password };
}

function namesOtherList(said: unknown, own: number): boolean {
  return said !== undefined && said !== null && said !== "" && Number(toText(said)) !== own;
}

function refuseOtherList({ sandbox }: Visit, { PasswordID: id, PasswordListID: own }: PasswordRow): void {
  if (choiceOf(sandbox, "put-list-id") === "ignore") return;
  const why = `record ${id} lies in list ${own}, and PUT names another; moving has a call of its own`;
  throw new PasswordstateRefusal(400, "The value of 'PasswordListID' is not valid.", why);
}
