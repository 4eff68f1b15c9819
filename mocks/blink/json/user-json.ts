import { rightsIn, roleIn } from "../access.ts";
import type { UserRow, WorkspaceRow } from "../state/people.ts";
import type { BlinkState } from "../state.ts";

/** A workspace as a user sees it; see `docs/products/blink.md#workspaces` (`admin-in-workspaces`). */
export function toWorkspaceJson(state: BlinkState, user: UserRow, workspace: WorkspaceRow) {
  const { id, name, display_name, description } = workspace;
  const role = roleIn(state, user, workspace) ?? user.tenant_role;
  return { id, name, display_name, description, role, user_count: state.members.count("workspace", id) };
}

/** A workspace with who has a role in it, as GET `/workspaces/{id}` shows it; see `docs/products/blink.md#workspaces`. */
export function toWorkspaceDescription(state: BlinkState, user: UserRow, workspace: WorkspaceRow) {
  const entities = state.members.where("workspace", workspace.id).flatMap(({ user_id, role: workspace_role }) => {
    const member = state.users.find("id", user_id);
    return member ? [{ id: user_id, type: "User", name: member.name, email: member.email, workspace_role }] : [];
  });
  return { ...toWorkspaceJson(state, user, workspace), entities };
}

/** The workspaces that a user has a role in, by their ids. */
export function toWorkspacesJson(state: BlinkState, user: UserRow) {
  const reachable = [...state.workspaces.all()].filter((one) => rightsIn(state, user, one).length > 0);
  return Object.fromEntries(reachable.map((one) => [one.id, toWorkspaceJson(state, user, one)]));
}

/** A user as GET `/user` shows the caller; see `docs/products/blink.md#users` (`user-ids`, `permission-names`). */
export function toUserJson(state: BlinkState, user: UserRow) {
  const selected = user.selected_workspace ?? user.default_workspace;
  const workspace = selected === undefined ? undefined : state.workspaces.find("id", selected);
  const rights = workspace ? rightsIn(state, user, workspace) : [];
  const permissions = [
    ...(rights.includes("view") ? ["runners:view"] : []),
    ...(rights.includes("manage-runners") ? ["runners:edit"] : []),
  ];
  return {
    auth_id: `blink:${user.id}`,
    inner_id: user.id,
    email: user.email,
    name: user.name,
    status: "active",
    tenant_id: state.tenants.get(1)?.id ?? "",
    tenant_role: user.tenant_role,
    user_role: user.kind === "service" ? "service_account" : "user",
    permissions,
    default_workspace: user.default_workspace ?? "",
    selected_workspace: selected ?? "",
    workspaces: toWorkspacesJson(state, user),
  };
}
