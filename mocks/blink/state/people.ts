/** The company account. One row, number 1. */
export interface TenantRow {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  /** How many executions are kept, at most: the oldest that have ended go first. */
  readonly kept_executions: number;
}

/** Roles in the company account; see `docs/products/blink.md#roles`. */
export const TENANT_ROLES = ["Admin", "Builder", "Consumer", "Tenant Guest"] as const;

/** A role in the company account. */
type TenantRole = (typeof TENANT_ROLES)[number];

/** A user, person or service account; see `docs/products/blink.md#users`. */
export interface UserRow {
  /** The order in which users came; never on the wire. */
  readonly seq: number;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly kind: "person" | "service";
  readonly tenant_role: TenantRole;
  /** The workspace that was last chosen on the screen, by its id. */
  readonly selected_workspace: string | undefined;
  readonly default_workspace: string | undefined;
}

/** A workspace; see `docs/products/blink.md#workspaces`. */
export interface WorkspaceRow {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly display_name: string;
  readonly description: string;
  readonly created_at: number;
}

/** A user's role in a workspace. */
export interface MemberRow {
  readonly seq: number;
  readonly workspace_id: string;
  readonly user_id: string;
  /** `Owner`, `Contributor`, `Viewer` or the name of a custom role. */
  readonly role: string;
}

/** What a role in a workspace may be allowed to do; see `docs/products/blink.md#role-matrix`. */
export const RIGHTS = ["view", "edit", "run", "manage-runners", "manage-workspace"] as const;

/** One thing that a role in a workspace may be allowed to do. */
export type Right = (typeof RIGHTS)[number];

/** A custom role for workspaces. */
export interface RoleRow {
  readonly name: string;
  readonly rights: readonly Right[];
}
