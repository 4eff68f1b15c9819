import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { isBuiltIn, type Reach, type Right, reachOf, reachOfCustomRole } from "../role-matrix.ts";
import { SHARE_LEVELS, type ShareLevel } from "../share-level.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";

/** How a user stands to a thing: whether it owns it, and the highest level that it is shared with it. */
export interface Standing {
  readonly owns: boolean;
  readonly shared: ShareLevel | undefined;
}

/** How far a right of the caller goes; see `docs/products/pmp.md#role-matrix`. */
export function callersReach({ sandbox, access }: Visit, right: Right): Reach {
  const { Role } = access.user;
  if (!isBuiltIn(Role)) return reachOfCustomRole(access.rights, right);
  if (right === "View Audit" && Role === "Password Administrator") return choiceOf(sandbox, "audit-roles");
  const onlyReads = Role === "Password User" || Role === "Password Auditor";
  if (right === "Generate Passwords" && onlyReads) return choiceOf(sandbox, "generate-roles");
  return reachOf(Role, right);
}

/** Refuses a caller whose role does not have a right at all. */
export function demandRight(visit: Visit, right: Right): void {
  if (callersReach(visit, right) !== "no") return;
  const { user } = visit.access;
  const why = `the role '${user.Role}' of ${user.UserName} does not allow '${right}'`;
  throw new PmpRefusal(textOf(visit.state, "not-permitted"), why);
}

/** Whether the caller's right goes as far as a thing to which it stands so. */
export function reaches(visit: Visit, right: Right, { owns, shared }: Standing): boolean {
  const reach = callersReach(visit, right);
  if (reach === "no") return false;
  if (reach === "yes" || visit.access.seesAll) return true;
  return (owns && reach.owns) || (shared !== undefined && rankOf(shared) >= rankOf(reach.from));
}

/** Levels from least to most; no level is below all. */
export function rankOf(level: ShareLevel | undefined): number {
  return level === undefined ? -1 : SHARE_LEVELS.indexOf(level);
}
