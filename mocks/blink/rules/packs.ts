import type { Visit } from "../access.ts";
import { drawId } from "../draw.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { PackRow } from "../state/workflows.ts";
import { pairKey } from "../state.ts";
import { BlinkRefusal } from "../wire.ts";

/** What the pack is called that a workflow gets where there is none (`playbook-without-pack`). */
const FIRST_PACK = "My workflows";

/** A new pack. Names are unique in a workspace. */
export function createPack(visit: Visit, workspace: WorkspaceRow, name: string): PackRow {
  if (visit.state.packs.find("name", pairKey(workspace.id, name))) {
    throw new BlinkRefusal(400, "Cannot create Pack", { rule: `There is a pack '${name}' already.` });
  }
  return insert(visit, workspace, name);
}

/** The pack of an id, or the one for a workflow that names none (`playbook-without-pack`). */
export function findPack(visit: Visit, workspace: WorkspaceRow, id: string | undefined, failure: string): PackRow {
  const { packs } = visit.state;
  if (id === undefined || id === "")
    return packs.where("workspace", workspace.id)[0] ?? insert(visit, workspace, FIRST_PACK);
  const pack = packs.find("id", id);
  if (pack?.workspace_id === workspace.id) return pack;
  throw new BlinkRefusal(400, failure, { rule: `There is no pack '${id.slice(0, 100)}' in this workspace.` });
}

function insert({ sandbox, state, access }: Visit, { id: workspace_id }: WorkspaceRow, name: string): PackRow {
  const made = { created_at: sandbox.clock.now(), created_by: access.user.id };
  return state.packs.insert({ id: drawId(sandbox.chance), workspace_id, name, ...made });
}
