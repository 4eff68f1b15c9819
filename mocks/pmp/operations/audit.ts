import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { auditRow } from "../audit-json.ts";
import { choiceOf } from "../choice.ts";
import { startOfDay, toDay } from "../dates.ts";
import { count, word } from "../members.ts";
import { operation } from "../operation.ts";
import { auditShape } from "../shapes.ts";
import type { AuditRow } from "../state/system.ts";

const DAY = 86_400_000;
const DURATIONS = ["TODAY", "YESTERDAY", "LAST_7_DAYS"] as const;
const USUAL_LIMIT = 25;

const list = operation({
  id: "audit.list",
  method: "GET",
  path: "/audit",
  tag: "Audit",
  summary: "Read the audit trail, oldest first",
  evidence: observed("2 clients, recorded replies"),
  source: "docs/products/pmp.md#audit",
  assumptions: ["audit-listing", "audit-texts", "audit-roles", "audit-refusals", "server-zone"],
  name: "GET_AUDIT",
  message: "Audits fetched successfully.",
  right: "View Audit",
  query: z.object({
    AUDITTYPE: word(["Resource", "User"], "What the rows are about; Resource when absent.").optional(),
    DURATION: word(DURATIONS, "From when; TODAY when absent.").optional(),
    STARTINDEX: count("The first row, from 1.").optional(),
    LIMIT: count("The most rows; 25 when absent.").optional(),
  }),
  reply: z.array(auditShape),
  handle({ state, sandbox, query }) {
    const { AUDITTYPE = "Resource", DURATION = "TODAY", STARTINDEX = 1, LIMIT = USUAL_LIMIT } = query;
    const zone = state.settings.get(1)?.Zone ?? "UTC";
    const { from, until } = spanOf(DURATION, sandbox.clock.now(), zone);
    const found: AuditRow[] = [];
    for (const row of state.audit.newest()) {
      if (row.Kind === AUDITTYPE && row.At >= from && row.At < until) found.push(row);
    }
    if (choiceOf(sandbox, "audit-listing") === "oldest first") found.reverse();
    const skip = Math.max(0, STARTINDEX - 1);
    const rows = found.slice(skip, skip + LIMIT).map((row) => auditRow(row, zone));
    return { details: rows.length > 0 ? rows : undefined, totalRows: rows.length };
  },
});

/** The instants that a duration spans, in whole days of a zone. */
function spanOf(duration: (typeof DURATIONS)[number], now: number, zone: string) {
  const startOf = (days: number) => {
    // Noon, so that no day is missed or counted twice where clocks change.
    const noon = Date.parse(`${toDay(now, zone)}T12:00:00Z`) + days * DAY;
    return startOfDay(new Date(noon).toISOString().slice(0, 10), zone);
  };
  if (duration === "YESTERDAY") return { from: startOf(-1), until: startOf(0) };
  return { from: startOf(duration === "TODAY" ? 0 : -6), until: startOf(1) };
}

export const auditOperations = [list];
