import type { Seeding } from "../../../src/engine/section.ts";
import { drawId } from "../draw.ts";
import type { BlinkPart } from "../fixture-schema.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { RunnerGroupRow } from "../state/runners.ts";
import type { BlinkState } from "../state.ts";

type GroupPart = BlinkPart["workspaces"][number]["runnerGroups"][number];

/** The runner group in Blink's cloud, by the name that workflows use; see `docs/products/blink.md#runners`. */
const CLOUD_GROUP = "blink_cloud";

/** Plants the runner group of Blink's cloud, with its one runner. */
export function plantCloudGroup(state: BlinkState, seeding: Seeding): void {
  const cloud = { name: CLOUD_GROUP, default: false, tags: [] };
  const group = addGroup(state, undefined, cloud, seeding);
  addRunner(state, group, { name: `${CLOUD_GROUP}-1`, online: true, version: "2.0.0" }, seeding);
}

/** Turns a runner group of a fixture into rows. */
export function plantGroup(state: BlinkState, workspace: WorkspaceRow, part: GroupPart, seeding: Seeding): void {
  const group = addGroup(state, workspace, part, seeding);
  for (const runner of part.runners) addRunner(state, group, runner, seeding);
}

function addGroup(
  state: BlinkState,
  workspace: WorkspaceRow | undefined,
  part: Omit<GroupPart, "runners" | "id"> & { readonly id?: string | undefined },
  { chance, clock }: Seeding,
): RunnerGroupRow {
  return state.runnerGroups.insert({
    id: part.id ?? drawId(chance),
    name: part.name,
    workspace_id: workspace?.id,
    is_default: part.default,
    tags: part.tags,
    secret_manager: "",
    created_at: clock.now(),
    created_by: "",
  });
}

function addRunner(
  state: BlinkState,
  group: RunnerGroupRow,
  part: { readonly id?: string | undefined; readonly name: string; readonly online: boolean; readonly version: string },
  { chance }: Seeding,
): void {
  const status = part.online ? "online" : "offline";
  const row = { name: part.name, runner_group_id: group.id, status, version: part.version } as const;
  state.runners.insert({ id: part.id ?? drawId(chance), ...row });
}
