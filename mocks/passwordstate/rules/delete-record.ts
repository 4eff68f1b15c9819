import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { auditWrite } from "./audit.ts";
import { readRecord } from "./read-record.ts";
import { recycleRecord, removeRecord } from "./write-record.ts";

/** Deletes a record, into the recycle bin or for good; told neither, as `delete-default` says. See `docs/products/passwordstate.md#delete`. */
export function deleteRecord(visit: Visit, id: number, toRecycleBin: boolean | undefined): void {
  const { state, sandbox } = visit;
  const { record } = readRecord(visit, id);
  if (toRecycleBin ?? choiceOf(sandbox, "delete-default") === "recycle") {
    recycleRecord(state, record, sandbox.clock.now());
    auditWrite(visit, "Password Moved to Recycle Bin", record);
  } else {
    removeRecord(state, record);
    auditWrite(visit, "Password Deleted", record);
  }
}
