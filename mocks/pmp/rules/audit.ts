import type { Visit } from "../access.ts";
import type { AuditRow } from "../state/system.ts";
import type { FoundAccount } from "./find.ts";

const KEEP = 10_000;

/** What an audit row says beside who, when and from where. */
interface Audited extends Partial<FoundAccount> {
  readonly kind?: AuditRow["Kind"];
  readonly reason?: string | undefined;
  readonly ticketId?: string | undefined;
  /** Of what is no resource. */
  readonly name?: string;
}

/** Writes down what the caller did; see `docs/products/pmp.md#audit-shape` (`audit-texts`). */
export function audit(visit: Visit, operationType: string, what: Audited = {}): void {
  write(visit, operationType, visit.sandbox.clock.now(), what);
}

/** Writes down that a key or a certificate was given out: by its name, since it belongs to no resource (`pki`). */
export function auditPki(visit: Visit, operationType: string, name: string): void {
  write(visit, operationType, visit.sandbox.clock.now(), { name });
}

/** What a client did without a connection, and when. */
interface OfflineAudit {
  readonly OPERATIONTYPE: string;
  readonly AUDITTYPE?: AuditRow["Kind"] | undefined;
  readonly REASON?: string | undefined;
  readonly at: number;
  readonly found: Partial<FoundAccount>;
}

/** Writes down what the caller did without a connection, under its own name whatever it says. */
export function addOfflineAudit(visit: Visit, { OPERATIONTYPE, AUDITTYPE, REASON, at, found }: OfflineAudit): void {
  write(visit, OPERATIONTYPE, at, { ...found, kind: AUDITTYPE ?? "Resource", reason: REASON });
}

function write({ state, caller, access }: Visit, operationType: string, at: number, what: Audited): void {
  const { account, resource, kind = "Resource", reason = "", ticketId = "", name = "N/A" } = what;
  const row = {
    // The log's to give.
    AuditID: 0,
    Kind: kind,
    At: at,
    OperationType: operationType,
    UserName: access.user.UserName,
    FullName: access.user.FullName,
    ResourceID: resource?.ResourceID ?? 0,
    ResourceName: resource?.ResourceName ?? name,
    AccountID: account?.AccountID ?? 0,
    AccountName: account?.AccountName ?? "N/A",
    Address: caller.address,
    ClientType: access.client,
    Reason: reason,
    TicketID: ticketId,
  };
  state.audit.append(row, state.settings.get(1)?.AuditKeep ?? KEEP);
}
