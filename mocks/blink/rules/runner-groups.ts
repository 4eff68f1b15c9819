import { FORBIDDEN, type Visit } from "../access.ts";
import { drawId } from "../draw.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { RunnerGroupRow } from "../state/runners.ts";
import type { BlinkState } from "../state.ts";
import { BlinkRefusal } from "../wire.ts";

/** The runner groups that a workspace can choose from: those of Blink's cloud, and its own; see `docs/products/blink.md#runners`. */
export function listRunnerGroups(state: BlinkState, workspace: WorkspaceRow): RunnerGroupRow[] {
  return [...state.runnerGroups.where("workspace", ""), ...state.runnerGroups.where("workspace", workspace.id)];
}

/** The runner group of an id or a name, if the workspace can choose it. */
export function findRunnerGroup(state: BlinkState, workspace: WorkspaceRow, name: string): RunnerGroupRow | undefined {
  const groups = listRunnerGroups(state, workspace);
  return groups.find(({ id }) => id === name) ?? groups.find((group) => group.name === name);
}

/** A new runner group; the default one takes that from the workspace's other groups. */
export function createRunnerGroup(
  { sandbox, state, access }: Visit,
  workspace: WorkspaceRow,
  wanted: { readonly name: string; readonly is_default: boolean; readonly tags: readonly string[] },
): RunnerGroupRow {
  if (findRunnerGroup(state, workspace, wanted.name)) {
    const rule = `There is a runner group '${wanted.name}' already.`;
    throw new BlinkRefusal(400, "Cannot create runner group", { rule });
  }
  for (const group of wanted.is_default ? state.runnerGroups.where("workspace", workspace.id) : []) {
    if (group.is_default) state.runnerGroups.update(group.seq, { is_default: false });
  }
  return state.runnerGroups.insert({
    id: drawId(sandbox.chance),
    ...wanted,
    workspace_id: workspace.id,
    secret_manager: "",
    created_at: sandbox.clock.now(),
    created_by: access.user.id,
  });
}

/** Deletes a runner group by its id or name, with its runners (`runner-group-delete`, `cloud-runner-group`). */
export function deleteRunnerGroup({ state }: Visit, workspace: WorkspaceRow, name: string): RunnerGroupRow {
  const group = findRunnerGroup(state, workspace, name);
  if (!group) {
    const reason = `workspace '${workspace.name}' has no runner group '${name.slice(0, 100)}'`;
    throw new BlinkRefusal(404, "Can not find Runner Group", { reason });
  }
  if (group.workspace_id === undefined) {
    throw new BlinkRefusal(403, FORBIDDEN, { reason: `'${group.name}' is Blink's own runner group` });
  }
  if (group.is_default) {
    const rule = "The default runner group cannot be deleted: make another one the default first.";
    throw new BlinkRefusal(400, "Cannot delete runner group", { rule });
  }
  for (const { seq } of state.runners.where("group", group.id)) state.runners.delete(seq);
  state.runnerGroups.delete(group.seq);
  return group;
}
