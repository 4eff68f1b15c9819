import type { Visit } from "../access.ts";
import type { AuditRow } from "../state-of-system.ts";
import type { FoundAccount } from "./find.ts";

const KEEP = 10_000;

/** What an audit row says beside who, when and from where. */
interface Audited extends Partial<FoundAccount> {
  readonly kind?: AuditRow["Kind"];
  readonly reason?: string | undefined;
  readonly ticketId?: string | undefined;
}

/** Writes down what the caller did; see `docs/products/pmp.md#audit-shape` (`audit-texts`). */
export function audit({ sandbox, state, caller, access }: Visit, operationType: string, what: Audited = {}): void {
  const { account, resource, kind = "Resource", reason = "", ticketId = "" } = what;
  const row = {
    Kind: kind,
    At: sandbox.clock.now(),
    OperationType: operationType,
    UserName: access.user.UserName,
    FullName: access.user.FullName,
    ResourceID: resource?.ResourceID ?? 0,
    ResourceName: resource?.ResourceName ?? "N/A",
    AccountID: account?.AccountID ?? 0,
    AccountName: account?.AccountName ?? "N/A",
    Address: caller.address,
    ClientType: access.client,
    Reason: reason,
    TicketID: ticketId,
  };
  state.audit.append(row, state.settings.get(1)?.AuditKeep ?? KEEP);
}
