import type { Visit } from "../access.ts";
import type { ResourceRow } from "../state/vault.ts";
import { PmpRefusal } from "../wire.ts";
import type { FoundAccount } from "./find.ts";
import { isReleased, isResourceReleased } from "./password-status.ts";
import { demandReason, type Motive } from "./read-password.ts";
import { reaches } from "./rights.ts";
import { standToAccount, standToResource } from "./sight.ts";
import { judgeTicket } from "./tickets.ts";

/** Whether the caller may see the secret custom fields of an account: where this call could read its password (`custom-fields`). */
export function showsAccountSecrets(visit: Visit, found: FoundAccount, motive: Motive): boolean {
  const { account, resource } = found;
  if (!reaches(visit, "Read Passwords", standToAccount(visit, account, resource))) return false;
  return isReleased(visit, found) && isMotiveEnough(visit, resource, motive);
}

/** The same of a resource's own secret fields, which no call can give a reason for. */
export function showsResourceSecrets(visit: Visit, resource: ResourceRow): boolean {
  if (!reaches(visit, "Read Passwords", standToResource(visit, resource))) return false;
  return isResourceReleased(visit, resource) && isMotiveEnough(visit, resource, {});
}

function isMotiveEnough(visit: Visit, resource: ResourceRow, motive: Motive): boolean {
  try {
    demandReason(visit, { resource }, motive);
    return judgeTicket(visit, resource, motive.TICKETID) === undefined;
  } catch (error) {
    if (error instanceof PmpRefusal) return false;
    throw error;
  }
}
