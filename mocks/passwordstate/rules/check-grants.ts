import type { Visit } from "../access.ts";
import { choiceOf, statusOf } from "../choice.ts";
import { PasswordstateRefusal } from "../wire.ts";
import type { Place } from "./place-node.ts";
import { reachTemplate } from "./reach-template.ts";
import { reachList } from "./read-record.ts";

/** A member that may be absent, null or as good as absent. */
export type Maybe<T> = T | null | undefined;

/** Where a new folder takes its permissions from. */
export interface Copies {
  readonly CopyPermissionsFromPasswordListID?: Maybe<number>;
  readonly CopyPermissionsFromTemplateID?: Maybe<number>;
}

/** Where a new list takes its permissions from; unused members come as empty texts and zeros. */
export interface Grants extends Copies {
  readonly PrivatePasswordList?: Maybe<boolean>;
  readonly ApplyPermissionsForUserID?: Maybe<string>;
  readonly ApplyPermissionsForSecurityGroupID?: Maybe<number>;
  readonly ApplyPermissionsForSecurityGroupName?: Maybe<string>;
  readonly Permission?: Maybe<string>;
}

/** Whether permissions are copied from anywhere; refused when what is named is not there, or when the place has its own already. */
export function checkCopies(visit: Visit, { inherits }: Place, copies: Copies): boolean {
  const { CopyPermissionsFromPasswordListID: list, CopyPermissionsFromTemplateID: template } = copies;
  if (!list && !template) return false;
  if (list) reachList(visit, list);
  if (template) reachTemplate(visit, template);
  if (inherits) {
    throw refuseGrants(visit, "Permissions cannot be copied below a folder that propagates its own.");
  }
  return true;
}

/**
 * Checks what a new list's permissions come from. Below a propagating folder it has that folder's and takes no others; elsewhere it
 * needs some. See `docs/products/passwordstate.md#permissions`.
 */
export function checkGrants(visit: Visit, place: Place, grants: Grants): void {
  const copied = checkCopies(visit, place, grants);
  const user = grants.ApplyPermissionsForUserID;
  const group = grants.ApplyPermissionsForSecurityGroupID || grants.ApplyPermissionsForSecurityGroupName;
  const applied = [user, grants.ApplyPermissionsForSecurityGroupID, grants.ApplyPermissionsForSecurityGroupName];
  const count = applied.filter(Boolean).length;
  const isPrivate = grants.PrivatePasswordList === true;
  if (count > 1) throw refuseGrants(visit, "Permissions can be applied for one user or one security group.");
  if (count === 1 && !/^[AMV]$/i.test(grants.Permission?.trim() ?? "")) {
    throw refuseGrants(visit, "Permission must be A, M or V.");
  }
  if (place.inherits) {
    if (count > 0) throw refuseGrants(visit, "Permissions cannot be applied below a folder that propagates its own.");
    if (isPrivate) throw refuseGrants(visit, "A private Password List cannot be below a folder that propagates.");
    return;
  }
  if (isPrivate && (copied || group || !user)) {
    throw refuseGrants(visit, "A private Password List takes ApplyPermissionsForUserID and no other permissions.");
  }
  const needed = place.parent !== 0 || choiceOf(visit.sandbox, "root-permissions") === "needed";
  if (!copied && count === 0 && needed) {
    throw refuseGrants(visit, "Permissions must be copied or applied, since the folder does not propagate its own.");
  }
}

/** The words are ours (`refusal-phrases`), the status is `list-without-permissions`. */
export function refuseGrants({ sandbox }: Visit, phrase: string): PasswordstateRefusal {
  return new PasswordstateRefusal(statusOf(sandbox, "list-without-permissions"), phrase, phrase);
}
