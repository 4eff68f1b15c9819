import type { Visit } from "../access.ts";
import { newRecord } from "../new-record.ts";
import type { NewRecordBody } from "../record-body.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { auditWrite } from "./audit.ts";
import { type FoundRecord, readList } from "./read-record.ts";
import { readPassword, readValues } from "./read-values.ts";
import { addRecord, authorOf } from "./write-record.ts";

/** Adds a record to a list. A title may be there already; see `docs/products/passwordstate.md#record-body`. */
export function createRecord(visit: Visit, body: NewRecordBody): FoundRecord {
  const { PasswordListID: listId, ...members } = body;
  const list = readList(visit, listId);
  if (members.HeartbeatEnabled && typeof members.ValidationScriptID !== "number") {
    throw refuseMissing("ValidationScriptID", "HeartbeatEnabled needs it");
  }
  const row = newRecord(listId, members.Title);
  const values = readValues(visit, list, row, members);
  const password = readPassword(visit, list, members);
  if (password === undefined) throw refuseMissing("Password", "there is neither a Password nor GeneratePassword");
  const record = addRecord(visit.state, Object.assign(row, values, { Password: password }), authorOf(visit));
  auditWrite(visit, "Password Added", record);
  return { record, list };
}

function refuseMissing(name: string, why: string): PasswordstateRefusal {
  return new PasswordstateRefusal(400, `The value of '${name}' is required.`, `${name}: ${why}`);
}
