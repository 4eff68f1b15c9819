import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { auditRow } from "../audit-json.ts";
import { toDay } from "../dates.ts";
import { count, word } from "../members.ts";
import { operation } from "../operation.ts";

const DAY = 86_400_000;
const USUAL_LIMIT = 25;

const list = operation({
  id: "audit.list",
  method: "GET",
  path: "/audit",
  tag: "Audit",
  summary: "Read the audit trail, newest first",
  evidence: observed("2 clients, recorded replies"),
  source: "docs/products/pmp.md#audit",
  assumptions: ["audit-listing", "audit-texts", "audit-roles", "audit-refusals", "server-zone"],
  name: "GET_AUDIT",
  message: "Audits fetched successfully.",
  right: "View Audit",
  query: z.object({
    AUDITTYPE: word(["Resource", "User"], "What the rows are about; Resource when absent.").optional(),
    DURATION: word(["TODAY", "YESTERDAY", "LAST_7_DAYS"], "From when; TODAY when absent.").optional(),
    STARTINDEX: count("The first row, from 1.").optional(),
    LIMIT: count("The most rows; 25 when absent.").optional(),
  }),
  reply: z.array(z.record(z.string(), z.string())),
  handle({ state, sandbox, query }) {
    const { AUDITTYPE = "Resource", DURATION = "TODAY", STARTINDEX = 1, LIMIT = USUAL_LIMIT } = query;
    const zone = state.settings.get(1)?.Zone ?? "UTC";
    const now = sandbox.clock.now();
    const today = toDay(now, zone);
    const yesterday = toDay(now - DAY, zone);
    const first = toDay(now - 6 * DAY, zone);
    const admits = (day: string) => {
      if (DURATION === "LAST_7_DAYS") return day >= first && day <= today;
      return day === (DURATION === "TODAY" ? today : yesterday);
    };
    const skip = Math.max(0, STARTINDEX - 1);
    const rows: object[] = [];
    let seen = 0;
    for (const row of state.audit.newest()) {
      if (rows.length >= LIMIT) break;
      if (row.Kind !== AUDITTYPE || !admits(toDay(row.At, zone))) continue;
      seen += 1;
      if (seen > skip) rows.push(auditRow(row, zone));
    }
    return { details: rows.length > 0 ? rows : undefined, totalRows: rows.length };
  },
});

export const auditOperations = [list];
