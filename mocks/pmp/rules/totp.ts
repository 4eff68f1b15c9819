import type { Visit } from "../access.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import { findAccountById } from "./find.ts";
import { codeAt } from "./one-time-code.ts";
import { isReadable, passwordStatus } from "./password-status.ts";
import { demandReason, type Motive } from "./read-password.ts";
import { judgeTicket } from "./tickets.ts";

/** The one-time code of an account now, by the sandbox's clock; see `docs/products/pmp.md#accounts`. */
export function readTotp(visit: Visit, accountId: string | undefined, motive: Motive): string {
  const found = findAccountById(visit, accountId, "Read Passwords");
  const status = passwordStatus(visit, found);
  const isFileAtHand = found.account.File !== undefined && status.startsWith(found.account.File.Name);
  if (!isReadable(status) && !isFileAtHand) {
    throw new PmpRefusal(textOf(visit.state, "not-permitted"), `the account's status is ${status}`);
  }
  demandReason(visit, found, motive);
  const marker = judgeTicket(visit, found.resource, motive.TICKETID);
  if (marker) throw new PmpRefusal(marker, "a ticket is wanted, and none that is known was given");
  const code = codeAt(found.account.TotpSecret, visit.sandbox.clock.now());
  if (code === undefined) {
    const why = `account '${found.account.AccountName}' has no Base32 secret for one-time codes`;
    throw new PmpRefusal(textOf(visit.state, "no-totp"), why);
  }
  audit(visit, "TOTP Retrieved", { ...found, reason: motive.REASON, ticketId: motive.TICKETID });
  return code;
}
