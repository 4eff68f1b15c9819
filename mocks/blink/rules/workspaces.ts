import type { Visit } from "../access.ts";
import { drawId } from "../draw.ts";
import { forgetExecution } from "../runs/keep-executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { BlinkState } from "../state.ts";
import { BlinkRefusal } from "../wire.ts";

/** What the specification of 2022 says for a workspace that cannot be created, and for one that cannot be deleted. */
export const CANNOT_CREATE = "Can not create workspace";

/** A new workspace, whose Owner is the caller (`workspace-name`). */
export function createWorkspace(
  { sandbox, state, access }: Visit,
  wanted: { readonly name: string; readonly display_name: string; readonly description: string },
): WorkspaceRow {
  if (state.workspaces.find("name", wanted.name)) {
    const rule = `There is a workspace '${wanted.name}' already.`;
    throw new BlinkRefusal(400, CANNOT_CREATE, { rule });
  }
  const workspace = state.workspaces.insert({ id: drawId(sandbox.chance), ...wanted, created_at: sandbox.clock.now() });
  state.members.insert({ workspace_id: workspace.id, user_id: access.user.id, role: "Owner" });
  return workspace;
}

/** Deletes a workspace with everything in it (`workspace-delete`). */
export function deleteWorkspace({ state }: Pick<Visit, "state">, workspace: WorkspaceRow): void {
  const { id } = workspace;
  for (const execution of state.executions.where("workspace", id)) {
    forgetExecution(state, execution);
  }
  for (const { seq } of state.playbooks.where("workspace", id)) state.playbooks.delete(seq);
  for (const { seq } of state.packs.where("workspace", id)) state.packs.delete(seq);
  for (const connection of state.connections.where("workspace", id)) {
    forgetShares(state, connection.id);
    state.connections.delete(connection.seq);
  }
  for (const { seq } of state.connectionShares.where("workspace", id)) state.connectionShares.delete(seq);
  for (const group of state.runnerGroups.where("workspace", id)) {
    for (const { seq } of state.runners.where("group", group.id)) state.runners.delete(seq);
    state.runnerGroups.delete(group.seq);
  }
  for (const { seq } of state.members.where("workspace", id)) state.members.delete(seq);
  for (const user of [...state.users.all()]) {
    const { selected_workspace: selected, default_workspace: usual } = user;
    if (selected !== id && usual !== id) continue;
    state.users.update(user.seq, {
      selected_workspace: selected === id ? undefined : selected,
      default_workspace: usual === id ? undefined : usual,
    });
  }
  state.workspaces.delete(workspace.seq);
}

/** Takes a connection back from the workspaces that it was lent to. */
export function forgetShares(state: BlinkState, connectionId: string): void {
  for (const { seq } of state.connectionShares.where("connection", connectionId)) state.connectionShares.delete(seq);
}
