import type { Visit } from "../access.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import type { FoundAccount } from "./find.ts";
import { isReleased, isResourceReleased, passwordStatus } from "./password-status.ts";
import { demandReason, type Motive, noteAccess } from "./read-password.ts";
import { refuseValue } from "./refuse-member.ts";
import { judgeTicket } from "./tickets.ts";

/** The bytes of an account's file, under the same rules as a password; see `docs/products/pmp.md#file-passwords`. */
export function readFile(visit: Visit, found: FoundAccount, motive: Motive): Uint8Array {
  const { account } = found;
  if (!account.File) throw new PmpRefusal(textOf(visit.state, "no-file"), `'${account.AccountName}' holds no file`);
  demandRelease(visit, found);
  demandMotive(visit, found.resource, motive);
  noteAccess(visit, found);
  audit(visit, "File Downloaded", { ...found, reason: motive.REASON, ticketId: motive.TICKETID });
  return Buffer.from(account.File.Base64, "base64");
}

/** Whose custom field it is: an account's, or where there is none its resource's. */
interface FieldHolder {
  readonly account: AccountRow | undefined;
  readonly resource: ResourceRow;
}

/** The bytes of a custom field of the type File: its value, as UTF-8 (`custom-fields`). */
export function readCustomFile(visit: Visit, holder: FieldHolder, column: string, motive: Motive): Uint8Array {
  const { account, resource } = holder;
  const of = account ? "account" : "resource";
  const fields = [...visit.state.customFields.all()];
  const field = fields.find(({ Of, Column, Type }) => Of === of && Column === column && Type === "File");
  if (!field) throw refuseValue(visit.state, "CUSTOMFIELDCOLUMNNAME", `no ${of} has a field for files '${column}'`);
  const value = new Map(Object.entries((account ?? resource).CustomValues)).get(field.Label) ?? "";
  const title = account?.AccountName ?? resource.ResourceName;
  if (value === "") throw new PmpRefusal(textOf(visit.state, "no-file"), `'${title}' has nothing in '${field.Label}'`);
  if (account) demandRelease(visit, { account, resource });
  else if (!isResourceReleased(visit, resource)) {
    const why = `'${title}' is under access control, and ${visit.access.user.UserName} holds none of its accounts`;
    throw new PmpRefusal(textOf(visit.state, "not-permitted"), why);
  }
  demandMotive(visit, resource, motive);
  const about = account ? { account, resource } : { resource };
  audit(visit, "File Downloaded", { ...about, reason: motive.REASON, ticketId: motive.TICKETID });
  return Buffer.from(value, "utf8");
}

/** Refuses what is for automatic logon alone, or under access control and not checked out by the caller. */
function demandRelease(visit: Visit, found: FoundAccount): void {
  if (isReleased(visit, found)) return;
  const status = passwordStatus(visit, found);
  throw new PmpRefusal(status, `the status of '${found.account.AccountName}' is ${status}`);
}

/** Refuses a call without the reason or the ticket that the resource wants. */
function demandMotive(visit: Visit, resource: ResourceRow, motive: Motive): void {
  demandReason(visit, { resource }, motive);
  const marker = judgeTicket(visit, resource, motive.TICKETID);
  if (marker) throw new PmpRefusal(marker, "a ticket is wanted, and none that is known was given");
}
