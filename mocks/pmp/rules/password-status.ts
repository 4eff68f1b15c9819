import type { Visit } from "../access.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import type { FoundAccount } from "./find.ts";
import { controlOf, holdingRequest, phaseOf, requestOf } from "./request-phase.ts";

/** What the caller sees as `PASSWORD STATUS`; see `docs/products/pmp.md#password-status`. */
export function passwordStatus(visit: Visit, { account, resource }: FoundAccount): string {
  const file = account.File?.Name;
  const control = controlOf(account, resource);
  const plain = file ?? (account.AutoLogonOnly ? "####" : "****");
  if (!control) return plain;
  const { state, sandbox, access } = visit;
  const mine = requestOf(visit, account, access.user.UserID);
  const holder = holdingRequest(visit, account);
  const phase = mine && phaseOf(state, mine, sandbox.clock.now());
  if (phase === "held") return `${plain}[Check In]`;
  if (holder) return "[In Use]";
  if (phase === "approved") return "[Check Out]";
  return phase === "waiting" ? "[Waiting for approval]" : "[Request]";
}

/** Whether what an account keeps is free for the caller at this moment: neither for automatic logon alone, nor under a control that it does not hold. */
export function isReleased(visit: Visit, { account, resource }: FoundAccount): boolean {
  if (account.AutoLogonOnly && !account.File) return false;
  return !controlOf(account, resource) || holds(visit, account);
}

/** The same of what a resource keeps: where it is under access control, for who holds one of its accounts. */
export function isResourceReleased(visit: Visit, resource: ResourceRow): boolean {
  if (!resource.Control?.On) return true;
  return visit.state.accounts.where("resource", resource.ResourceID).some((account) => holds(visit, account));
}

function holds(visit: Visit, account: AccountRow): boolean {
  return holdingRequest(visit, account)?.UserID === visit.access.user.UserID;
}

/** Whether a status lets the caller have the password (`password-markers`). */
export function isReadable(status: string): boolean {
  return status === "****" || status === "****[Check In]";
}
