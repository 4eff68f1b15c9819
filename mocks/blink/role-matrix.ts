import type { Right } from "./state/people.ts";

/** What each role in a workspace may do; see `docs/products/blink.md#role-matrix` (`runner-managers`, `workspace-managers`). */
const ROLE_MATRIX = {
  Owner: ["view", "edit", "run", "manage-runners", "manage-workspace"],
  Contributor: ["view", "edit", "run"],
  Viewer: ["view"],
} as const satisfies Readonly<Record<string, readonly Right[]>>;

/** The roles in a workspace that every installation has. */
export const WORKSPACE_ROLES = Object.keys(ROLE_MATRIX) as readonly (keyof typeof ROLE_MATRIX)[];

/** The rights of a role that every installation has; undefined when it is none of them. */
export function rightsOfBuiltIn(role: string): readonly Right[] | undefined {
  return Object.hasOwn(ROLE_MATRIX, role) ? ROLE_MATRIX[role as keyof typeof ROLE_MATRIX] : undefined;
}
