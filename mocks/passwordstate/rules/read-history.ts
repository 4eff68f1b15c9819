import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { HistoryRow } from "../state.ts";
import { auditRead } from "./audit.ts";
import { readRecord } from "./read-record.ts";
import { settleHistory } from "./write-record.ts";

/** A record's history: what it was created as, and what each change made of it; see `docs/products/passwordstate.md#history-shape`. */
export function readHistory(visit: Visit, id: number): HistoryRow[] {
  const { state, sandbox } = visit;
  const { record } = readRecord(visit, id);
  settleHistory(state, record);
  const rows = state.history.where("password", id);
  auditRead(visit, "Password History Retrieved", record);
  return choiceOf(sandbox, "history-rows") === "newest-first" ? rows.reverse() : rows;
}
