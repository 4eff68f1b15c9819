import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { toHistoryJson } from "../history-json.ts";
import { readFlags } from "../loose.ts";
import { operation } from "../operation.ts";
import { historyReply } from "../reply-schemas.ts";
import { readHistory } from "../rules/read-history.ts";
import { readPathId } from "../rules/read-record.ts";
import { json } from "../wire.ts";

/** What a record was at each change. */
export const getPasswordHistory = operation({
  id: "passwords.history",
  method: "GET",
  path: "/api/passwordhistory/:id",
  tag: "Password History",
  summary: "Retrieve the history of a password",
  evidence: observed("4 clients, recorded replies"),
  source: "docs/products/passwordstate.md#history-shape",
  assumptions: ["history-rows", "date-time-format", "non-numeric-id"],
  data: "fixture: passwordstate.lists[].records[].history; records.set; PUT passwords",
  keys: ["System Wide", "Password List"],
  parameters: z.object(readFlags),
  replies: { 200: { description: "", schema: z.array(historyReply) } },
  handle(served) {
    const { state, params } = served;
    const rows = readHistory(served, readPathId(served, params.id));
    const format = state.settings.get(1)?.DateFormat ?? "yyyy-MM-dd";
    return json(
      200,
      rows.map((row) => toHistoryJson(row, state, format)),
    );
  },
});
