import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { PasswordListRow, PasswordRow } from "../state.ts";
import { auditWrite } from "./audit.ts";
import { type FoundRecord, readList, readRecord } from "./read-record.ts";
import { addRecord, authorOf, moveRecord } from "./write-record.ts";

/** Which record goes where. */
export interface Journey {
  readonly PasswordID: number;
  readonly DestinationPasswordListID: number;
}

/** Copies a record into a list, linked with its source if wanted; see `docs/products/passwordstate.md#copy-and-move`. */
export function copyRecord(visit: Visit, journey: Journey, link: boolean): FoundRecord {
  const { record, list } = readJourney(visit, journey);
  const { PasswordID: source, ...row } = record;
  const linked = link && choiceOf(visit.sandbox, "linked-copy") === "linked";
  const LinkedTo = linked ? (record.LinkedTo ?? source) : undefined;
  const copy = addRecord(visit.state, { ...row, ...placeIn(list, record), LinkedTo }, authorOf(visit));
  auditWrite(visit, "Password Copied", copy);
  return { record: copy, list };
}

/** Moves a record into another list. */
export function moveToList(visit: Visit, journey: Journey): FoundRecord {
  const { record, list } = readJourney(visit, journey);
  if (record.PasswordListID === list.PasswordListID) return { record, list };
  const moved = moveRecord(visit.state, record, placeIn(list, record), authorOf(visit));
  auditWrite(visit, "Password Moved", moved);
  return { record: moved, list };
}

function readJourney(visit: Visit, journey: Journey): FoundRecord {
  const { record } = readRecord(visit, journey.PasswordID);
  return { record, list: readList(visit, journey.DestinationPasswordListID) };
}

/** What a record is in a list: its switches hold only where the list has them on (`list-switches`). */
function placeIn(list: PasswordListRow, record: PasswordRow) {
  return {
    PasswordListID: list.PasswordListID,
    AllowExport: record.AllowExport && list.AllowExport,
    PasswordResetEnabled: record.PasswordResetEnabled && list.PasswordResetEnabled,
  };
}
