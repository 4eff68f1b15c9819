import { isAdministratorType } from "../role-matrix.ts";
import type { UserRow } from "../state/users.ts";
import type { PmpState } from "../state.ts";

/** What somebody gives a user. */
export interface Grant {
  readonly role?: string | undefined;
  /** Whether the access scope is changed. */
  readonly scope?: boolean | undefined;
}

/** Why somebody may not give this, by screen or over REST; nothing where they may (`granting-roles`). */
export function findGrantMistake(state: PmpState, giver: UserRow, { role, scope = false }: Grant): string | undefined {
  const makes = role !== undefined && isOfAdministratorType(state, role);
  if ((!makes && !scope) || isOfAdministratorType(state, giver.Role)) return undefined;
  const what = makes ? "it makes no administrators" : "it changes no access scope";
  return `'${giver.UserName}' is a ${giver.Role}, which is no administrator type: ${what}`;
}

function isOfAdministratorType(state: PmpState, role: string): boolean {
  return isAdministratorType(role, state.roles.find("name", role)?.Rights);
}
