import type { Visit } from "../access.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import type { FoundAccount } from "./find.ts";
import { checkCompliance, policyOf } from "./policies.ts";
import { demandReason, type Motive } from "./read-password.ts";
import { controlOf, holdingRequest } from "./request-phase.ts";
import { judgeTicket } from "./tickets.ts";

/** A new password for an account. */
interface PasswordChange {
  readonly password: string;
  /** Whether the target is changed as well (`remote-reset`). */
  readonly remote: boolean;
  readonly motive: Motive;
}

/** Gives an account another password; the old one goes to its history. See `docs/products/pmp.md#passwords`. */
export function changePassword(visit: Visit, found: FoundAccount, { password, remote, motive }: PasswordChange): void {
  const { state, sandbox, access } = visit;
  const { account } = found;
  demandHold(visit, found);
  demandReason(visit, found, motive);
  const marker = judgeTicket(visit, found.resource, motive.TICKETID);
  if (marker) throw new PmpRefusal(marker, "a ticket is wanted, and none that is known was given");
  const policy = policyOf(state, account);
  if (policy) checkCompliance(visit, policy, password);
  if (remote && state.settings.get(1)?.RemoteResetWorks === false) {
    throw new PmpRefusal(textOf(state, "remote-reset"), "remote resets fail in this sandbox, as its settings say");
  }
  const now = sandbox.clock.now();
  state.history.insert({
    AccountID: account.AccountID,
    Password: account.Password,
    ChangedAt: now,
    ChangedBy: access.user.UserID,
  });
  state.accounts.update(account.AccountID, { Password: password, ModifiedAt: now });
  audit(visit, "Password Changed", { ...found, reason: motive.REASON, ticketId: motive.TICKETID });
}

/** Under access control only who holds the password changes it (`change-under-control`). */
function demandHold(visit: Visit, { account, resource }: FoundAccount): void {
  if (!controlOf(account, resource)) return;
  const { user } = visit.access;
  if (holdingRequest(visit, account)?.UserID === user.UserID) return;
  const why = `'${account.AccountName}' is under access control, and ${user.UserName} has not checked it out`;
  throw new PmpRefusal(textOf(visit.state, "not-permitted"), why);
}
