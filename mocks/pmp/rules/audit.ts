import type { Visit } from "../access.ts";
import { userNamed } from "../plant/users.ts";
import type { AuditRow } from "../state/system.ts";
import type { UserRow } from "../state/users.ts";
import type { PmpState } from "../state.ts";
import type { FoundAccount } from "./find.ts";

const KEEP = 10_000;

/** What an audit row says beside who, when and from where. */
interface Audited extends Partial<FoundAccount> {
  readonly kind?: AuditRow["Kind"];
  readonly reason?: string | undefined;
  readonly ticketId?: string | undefined;
  /** Of what is no resource. */
  readonly name?: string;
  /** The user that it was done to. */
  readonly about?: UserRow;
}

/** Writes down what the caller did; see `docs/products/pmp.md#audit-shape` (`audit-texts`). */
export function audit(visit: Visit, operationType: string, what: Audited = {}): void {
  write(visit, operationType, visit.sandbox.clock.now(), what);
}

/** Writes down what somebody did at the screen, under the name of who sat there; an `EngineError` when nobody has it (`audit-texts`). */
export function auditScreen(
  { state, sandbox }: Pick<Visit, "state" | "sandbox">,
  by: string,
  operationType: string,
  what: Audited = {},
): void {
  const access = { user: userNamed(state, by), client: "Web Client" } as const;
  write({ state, caller: { address: "127.0.0.1" }, access }, operationType, sandbox.clock.now(), what);
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

/** Who acted, by which way in and from where. */
interface Actor {
  readonly state: PmpState;
  readonly caller: { readonly address: string };
  readonly access: { readonly user: UserRow; readonly client: string };
}

function write({ state, caller, access }: Actor, operationType: string, at: number, what: Audited): void {
  const { account, resource, about = access.user, reason = "", ticketId = "", name = "N/A" } = what;
  const kind = what.kind ?? (what.about ? "User" : "Resource");
  const row = {
    // The log's to give.
    AuditID: 0,
    Kind: kind,
    At: at,
    OperationType: operationType,
    UserName: about.UserName,
    FullName: about.FullName,
    OperatedBy: access.user.UserName,
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
