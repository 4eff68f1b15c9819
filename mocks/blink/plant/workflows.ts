import { addDuration } from "../../../src/engine/duration.ts";
import type { Seeding } from "../../../src/engine/section.ts";
import { drawId } from "../draw.ts";
import type { BlinkPart } from "../fixture-schema.ts";
import type { Course } from "../state/executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { BlinkState } from "../state.ts";
import { userIdOf } from "./people.ts";

type WorkspacePart = BlinkPart["workspaces"][number];

/** Turns the packs of a workspace with their workflows into rows. */
export function plantPack(
  state: BlinkState,
  workspace: WorkspaceRow,
  part: WorkspacePart["packs"][number],
  { chance, clock, instant }: Seeding,
): void {
  const workspace_id = workspace.id;
  const by = userIdOf(state, undefined);
  const made = { workspace_id, created_at: clock.now(), created_by: by };
  const pack = state.packs.insert({ id: part.id ?? drawId(chance), name: part.name, ...made });
  for (const workflow of part.workflows) {
    const at = instant(workflow.created);
    const author = userIdOf(state, workflow.by);
    state.playbooks.insert({
      id: workflow.id ?? drawId(chance),
      workspace_id,
      pack_id: pack.id,
      name: workflow.name,
      desc: workflow.description,
      automation_type: workflow.type,
      tags: workflow.tags,
      active: workflow.active,
      published: workflow.published ? workflow.yaml : undefined,
      draft: workflow.draft ?? (workflow.published ? undefined : workflow.yaml),
      version: workflow.published ? 1 : 0,
      next_execution: 1,
      course: readCourse(workflow.run),
      created_at: at,
      created_by: author,
      updated_at: at,
      updated_by: author,
    });
  }
}

/** How the runs of a workflow go, its durations in milliseconds. */
function readCourse(run: WorkspacePart["packs"][number]["workflows"][number]["run"]): Course {
  const { pending, steps = {}, timeout, ends } = run ?? {};
  const length = (text: string | undefined) => (text === undefined ? undefined : addDuration(0, text));
  return {
    pending: length(pending),
    steps: Object.fromEntries(Object.entries(steps).map(([step, text]) => [step, addDuration(0, text)])),
    timeout: length(timeout),
    ends,
  };
}
