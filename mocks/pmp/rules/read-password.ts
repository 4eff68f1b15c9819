import type { Visit } from "../access.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import type { FoundAccount } from "./find.ts";
import { isReadable, passwordStatus } from "./password-status.ts";
import { judgeTicket } from "./tickets.ts";

/** Why somebody wants a password. */
export interface Motive {
  readonly REASON?: string | undefined;
  readonly TICKETID?: string | undefined;
}

/**
 * The password of an account, or the marker that stands in its place; see `docs/products/pmp.md#password-status`. A read is written
 * down and dates the account's last access; a marker is not a read.
 */
export function readPassword(visit: Visit, found: FoundAccount, motive: Motive): string {
  const marker = findMarker(visit, found, motive);
  if (marker !== undefined) return marker;
  noteAccess(visit, found);
  const { account, resource } = found;
  audit(visit, "Password Retrieved", { account, resource, reason: motive.REASON, ticketId: motive.TICKETID });
  return account.Password;
}

/** What stands in the way of a read: a marker, or nothing; a missing reason is refused. */
function findMarker(visit: Visit, found: FoundAccount, motive: Motive): string | undefined {
  const status = passwordStatus(visit, found);
  if (!isReadable(status)) return status;
  demandReason(visit, found, motive);
  return judgeTicket(visit, found.resource, motive.TICKETID);
}

/** The same in words alone, for the one call that is a success all the same: a marker, or what a read would be refused with. */
export function findObstacle(visit: Visit, found: FoundAccount, motive: Motive): string | undefined {
  try {
    return findMarker(visit, found, motive);
  } catch (error) {
    if (error instanceof PmpRefusal) return error.message;
    throw error;
  }
}

/** Refuses a call that gives no reason where one is mandatory (`missing-reason`); blank is missing. */
export function demandReason(
  { state }: Visit,
  { resource }: Pick<FoundAccount, "resource">,
  { REASON = "" }: Motive,
): void {
  if (!resource.ReasonRequired || REASON.trim() !== "") return;
  const why = `resource '${resource.ResourceName}' demands a REASON and there is none`;
  throw new PmpRefusal(textOf(state, "missing-reason"), why);
}

/** Dates the last access of an account. */
export function noteAccess({ state, sandbox, access }: Visit, { account }: FoundAccount): void {
  const { AccountID } = account;
  const By = access.user.UserID;
  const At = sandbox.clock.now();
  const known = state.accesses.find("pair", `${AccountID} ${By}`);
  // The audit has each read. Here those of one millisecond leave the same behind: only the first is written.
  if (known?.At === At) return;
  if (known) state.accesses.update(known.AccessID, { At });
  else state.accesses.insert({ AccountID, At, By });
}
