import type { Reply } from "../../src/http/reply.ts";
import type { Visit } from "./access.ts";
import { jsonArray } from "./json-array.ts";
import { lookOf, type RecordLook, recordText } from "./record-json.ts";
import { auditRead } from "./rules/audit.ts";
import type { FoundRecord } from "./rules/read-record.ts";
import { jsonText } from "./wire.ts";

/** Records as an array, each with its row in the audit. */
export function showRecords(
  visit: Visit,
  found: readonly FoundRecord[],
  excludePassword: boolean | null | undefined,
  paths?: ReadonlyMap<number, string>,
): Reply {
  return jsonText(200, jsonArray(recordTexts(visit, found, lookOf(visit, excludePassword), paths)));
}

function* recordTexts(
  visit: Visit,
  found: readonly FoundRecord[],
  look: RecordLook,
  paths: ReadonlyMap<number, string> | undefined,
): IterableIterator<string> {
  for (const { record, list } of found) {
    auditRead(visit, "Password Retrieved", record);
    yield recordText(record, list, look, paths?.get(list.PasswordListID));
  }
}
