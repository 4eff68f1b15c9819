import type { Visit } from "../access.ts";
import type { PasswordRow, PasswordstateState } from "../state.ts";

/** Who changes a record, and when. */
export interface Author {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** A user as history shows one: `domain\user`. */
  readonly userId: string;
  readonly firstName?: string;
  readonly surname?: string;
}

/** What a record says, without where it lies. */
export type RecordValues = Partial<Omit<PasswordRow, "PasswordID" | "PasswordListID" | "LinkedTo" | "RecycledAt">>;

/** The author of a change that a call makes: the same one for every key. See `docs/products/passwordstate.md#history-shape`. */
export function authorOf({ sandbox }: Visit): Author {
  return { at: sandbox.clock.now(), userId: "WebAPI", firstName: "Passwordstate", surname: "Web API" };
}

/** Adds a record, with the first row of its history. */
export function addRecord(
  state: PasswordstateState,
  row: Omit<PasswordRow, "PasswordID">,
  author: Author,
): PasswordRow {
  const record = state.passwords.insert(row);
  addHistory(state, record, author);
  return record;
}

/** Changes what a record says, and what those that are linked with it say; each gets a row of history if anything is new. */
export function changeRecord(
  state: PasswordstateState,
  record: PasswordRow,
  values: RecordValues,
  author: Author,
): PasswordRow {
  const columns = Object.keys(values) as (keyof RecordValues)[];
  if (columns.every((column) => values[column] === record[column])) return record;
  for (const other of linkedWith(state, record)) replaceRecord(state, other, values, author);
  return replaceRecord(state, record, values, author);
}

/** Puts a record into another list. */
export function moveRecord(
  state: PasswordstateState,
  record: PasswordRow,
  change: Pick<PasswordRow, "PasswordListID" | "AllowExport" | "PasswordResetEnabled">,
  author: Author,
): PasswordRow {
  return replaceRecord(state, record, change, author);
}

/**
 * Makes sure that a record's history ends with what the record is now. What came with the vault gets its row of creation only when
 * somebody looks or changes it, so that a hundred thousand records do not carry a hundred thousand rows.
 */
export function settleHistory(
  state: PasswordstateState,
  record: PasswordRow,
  since = state.settings.get(1)?.SetUpAt ?? 0,
): void {
  const newest = state.history.where("password", record.PasswordID).at(-1);
  if (newest?.Record.Password === record.Password) return;
  addHistory(state, record, { at: Math.max(since, newest?.DateChanged ?? since), userId: "" });
}

/** Removes a record for good, with all that hangs on it. */
export function removeRecord(state: PasswordstateState, record: PasswordRow): void {
  const { PasswordID: id } = record;
  for (const { PasswordHistoryID } of state.history.where("password", id)) state.history.delete(PasswordHistoryID);
  for (const { ResetID } of state.resets.where("password", id)) state.resets.delete(ResetID);
  state.passwords.delete(id);
}

/** Puts a record into the recycle bin, where no call of the API reaches it. */
export function recycleRecord(state: PasswordstateState, record: PasswordRow, at: number): void {
  for (const { ResetID } of state.resets.where("password", record.PasswordID)) state.resets.delete(ResetID);
  state.passwords.update(record.PasswordID, { RecycledAt: at });
}

/** Linked records change with each other: all that were linked to the same one, and that one (`linked-copy`). */
function linkedWith(state: PasswordstateState, { PasswordID: id, LinkedTo }: PasswordRow): PasswordRow[] {
  const source = LinkedTo ?? id;
  const first = state.passwords.get(source);
  const group = first ? [first, ...state.passwords.where("source", source)] : state.passwords.where("source", source);
  return group.filter((record) => record.PasswordID !== id);
}

function replaceRecord(
  state: PasswordstateState,
  record: PasswordRow,
  change: Partial<PasswordRow>,
  author: Author,
): PasswordRow {
  settleHistory(state, record);
  const changed = state.passwords.update(record.PasswordID, change);
  addHistory(state, changed, author);
  return changed;
}

function addHistory(state: PasswordstateState, record: PasswordRow, author: Author): void {
  const { at, userId, firstName = "", surname = "" } = author;
  const who = { UserID: userId, FirstName: firstName, Surname: surname };
  state.history.insert({ PasswordID: record.PasswordID, DateChanged: at, ...who, Record: record });
}
