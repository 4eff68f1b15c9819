import { toTimeStamp } from "./dates.ts";
import type { AuditRow } from "./state/system.ts";

/** A row of the audit, members in the product's order; see `docs/products/pmp.md#audit-shape`. */
export function auditRow(row: AuditRow, zone: string): object {
  return {
    "Resource Name": row.ResourceName,
    "Operation Type": row.OperationType,
    "User Account": row.AccountName,
    "User Name": row.UserName,
    "Audit ID": String(row.AuditID),
    "Client Type": row.ClientType,
    TIME: String(row.At),
    "User Account ID": String(row.AccountID),
    Reason: row.Reason,
    "Operated by": row.OperatedBy,
    "IP Address": row.Address,
    "Resource ID": String(row.ResourceID),
    "Time Stamp": toTimeStamp(row.At, zone),
    "User's Full Name": row.FullName,
    "Ticket ID": row.TicketID,
  };
}
