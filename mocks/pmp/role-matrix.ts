import type { ShareLevel } from "./share-level.ts";

/** What a role can be allowed to do, one for each row of `docs/products/pmp.md#role-matrix` (`custom-role-operations`). */
export const RIGHTS = [
  "List Resources",
  "Read Passwords",
  "Change Passwords",
  "Create Resources",
  "Edit Resources",
  "Share Resources",
  "Request Passwords",
  "Approve Requests",
  "Manage Users",
  "Manage API Users",
  "View Audit",
  "Generate Passwords",
  "Renew Own Token",
] as const;

/** One thing that a role can be allowed to do. */
export type Right = (typeof RIGHTS)[number];

/** The roles that every installation has. */
export const BUILT_IN_ROLES = [
  "Privileged Administrator",
  "Administrator",
  "Password Administrator",
  "Password User",
  "Password Auditor",
] as const;

/** A role that every installation has. */
type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

/** How far a right goes: whether to what one owns, and from which level on to what is shared; or nowhere, or without a thing. */
export type Reach = "yes" | "no" | { readonly owns: boolean; readonly from: ShareLevel };

const YES = ["yes", "yes", "yes", "yes", "yes"] as const;
const seen: Reach = { owns: false, from: "view" };
const ownedOrShared: Reach = { owns: true, from: "view" };
const sharedToModify: Reach = { owns: false, from: "modify" };
const ownedOrModify: Reach = { owns: true, from: "modify" };
const ownedOrFull: Reach = { owns: true, from: "fullaccess" };

/** The matrix, in the order of `BUILT_IN_ROLES`. */
const ROLE_MATRIX: Readonly<Record<Right, readonly [Reach, Reach, Reach, Reach, Reach]>> = {
  "List Resources": [ownedOrShared, ownedOrShared, ownedOrShared, seen, seen],
  "Read Passwords": [ownedOrShared, ownedOrShared, ownedOrShared, seen, seen],
  "Change Passwords": [ownedOrModify, ownedOrModify, ownedOrModify, sharedToModify, sharedToModify],
  "Create Resources": ["yes", "yes", "yes", "no", "no"],
  "Edit Resources": [ownedOrFull, ownedOrFull, ownedOrFull, "no", "no"],
  "Share Resources": [ownedOrFull, ownedOrFull, ownedOrFull, "no", "no"],
  "Request Passwords": YES,
  "Approve Requests": ["yes", "yes", "yes", "no", "no"],
  "Manage Users": ["yes", "yes", "no", "no", "no"],
  "Manage API Users": ["yes", "yes", "no", "no", "no"],
  "View Audit": ["yes", "yes", "no", "no", "yes"],
  "Generate Passwords": YES,
  "Renew Own Token": ["yes", "yes", "yes", "yes", "no"],
};

/** How far a custom role's right goes: as an Administrator's does (`custom-role-operations`). */
export function reachOfCustomRole(rights: readonly Right[], right: Right): Reach {
  return rights.includes(right) ? ROLE_MATRIX[right][1] : "no";
}

/** How far a right of a built-in role goes. */
export function reachOf(role: BuiltInRole, right: Right): Reach {
  return ROLE_MATRIX[right][BUILT_IN_ROLES.indexOf(role)] ?? "no";
}

/** Whether it is a role that every installation has. */
export function isBuiltIn(role: string): role is BuiltInRole {
  return (BUILT_IN_ROLES as readonly string[]).includes(role);
}

/** Whether a role is of an administrator type: its users own resources and may be super administrators. */
export function isAdministratorType(role: string, rights: readonly Right[] = []): boolean {
  const at = (BUILT_IN_ROLES as readonly string[]).indexOf(role);
  return at === -1 ? rights.includes("Create Resources") || rights.includes("Manage Users") : at <= 2;
}
