import type { Visit } from "../access.ts";
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

/** Whether a status lets the caller have the password (`password-markers`). */
export function isReadable(status: string): boolean {
  return status === "****" || status === "****[Check In]";
}
