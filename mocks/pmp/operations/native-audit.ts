import { z } from "zod";
import { count, text, word } from "../members.ts";
import { type NativeCall, nativeCall } from "../native-call.ts";
import { memberReader } from "../operation.ts";
import { addOfflineAudit } from "../rules/audit.ts";
import { findAccountByName, findResourceByName } from "../rules/find.ts";
import { refuseMissing, refuseValue } from "../rules/refuse-member.ts";

/** What people's clients say for a name that there is none of. */
const NONE = "N/A";

/** So many rows come at a time at the most. */
const MOST_ROWS = 1000;

const rowMembers = z.object({
  AUDITTYPE: word(
    ["Resource", "User", "RESOURCEAUDIT", "USERAUDIT"],
    "What the row is about; Resource when absent.",
  ).optional(),
  OPERATIONTYPE: text("What was done.", 255),
  OPERATEDTIME: text("When, in milliseconds since 1970 UTC."),
  USERNAME: text("The account's user.").optional(),
  LOGINUSER: text("Who was logged in; the caller counts.").optional(),
  REASON: text("Why.").optional(),
  ORGID: count("The organisation.").optional(),
  RESOURCENAME: text("The resource's name.").optional(),
  ACCOUNTNAME: text("The account's name.").optional(),
});

const readRow = memberReader(rowMembers);

/** `ADD_OFFLINEAUDIT`: what a person's client did without a connection; see `docs/products/pmp.md#native-api` (`native-replies`). */
export const auditCalls: readonly NativeCall[] = [
  nativeCall("ADD_OFFLINEAUDIT", {
    message: "Offline audits added successfully",
    writes: true,
    row: rowMembers,
    run(visit) {
      const { state, sandbox, rows } = visit;
      if (rows.length === 0) throw refuseMissing(state, "Details", "there is no row to write down");
      if (rows.length > MOST_ROWS) throw refuseValue(state, "Details", `${rows.length} rows; ${MOST_ROWS} at the most`);
      for (const given of rows) {
        if (!isObject(given)) throw refuseValue(state, "Details", "a row is no object");
        const row = readRow(visit, given);
        const at = /^\d{1,15}$/.test(row.OPERATEDTIME) ? Number(row.OPERATEDTIME) : Number.NaN;
        if (!(at <= sandbox.clock.now())) {
          throw refuseValue(state, "OPERATEDTIME", "expected milliseconds since 1970 UTC that have passed");
        }
        const AUDITTYPE = row.AUDITTYPE === "User" || row.AUDITTYPE === "USERAUDIT" ? "User" : "Resource";
        addOfflineAudit(visit, { ...row, AUDITTYPE, at, found: findNamed(visit, row.RESOURCENAME, row.ACCOUNTNAME) });
      }
      return {};
    },
  }),
];

/** What a row is about, so that its ids stand beside its names. */
function findNamed(visit: Parameters<typeof findResourceByName>[0], resource = NONE, account = NONE) {
  if (resource === NONE) return {};
  return account === NONE
    ? { resource: findResourceByName(visit, resource) }
    : findAccountByName(visit, resource, account);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
