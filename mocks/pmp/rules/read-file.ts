import type { Visit } from "../access.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import type { FoundAccount } from "./find.ts";
import { passwordStatus } from "./password-status.ts";
import { demandReason, type Motive, noteAccess } from "./read-password.ts";
import { controlOf } from "./request-phase.ts";
import { judgeTicket } from "./tickets.ts";

/** The bytes of an account's file, under the same rules as a password; see `docs/products/pmp.md#file-passwords`. */
export function readFile(visit: Visit, found: FoundAccount, motive: Motive): Uint8Array {
  const { account, resource } = found;
  if (!account.File) throw new PmpRefusal(textOf(visit.state, "no-file"), `'${account.AccountName}' holds no file`);
  const status = passwordStatus(visit, found);
  if (controlOf(account, resource) && !status.endsWith("[Check In]")) {
    throw new PmpRefusal(status, `'${account.AccountName}' is under access control: its status is ${status}`);
  }
  demandReason(visit, found, motive);
  const marker = judgeTicket(visit, resource, motive.TICKETID);
  if (marker) throw new PmpRefusal(marker, "a ticket is wanted, and none that is known was given");
  noteAccess(visit, found);
  audit(visit, "File Downloaded", { ...found, reason: motive.REASON, ticketId: motive.TICKETID });
  return Buffer.from(account.File.Base64, "base64");
}
