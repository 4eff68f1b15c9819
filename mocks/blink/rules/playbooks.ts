import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { drawId } from "../draw.ts";
import type { Course } from "../state/executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { PlaybookRow } from "../state/workflows.ts";
import { pairKey } from "../state.ts";
import { BlinkRefusal, type RefusalStatus } from "../wire.ts";
import { readWorkflow } from "../workflows/read-workflow.ts";
import { stripTriggers } from "../workflows/strip-triggers.ts";
import type { Workflow } from "../workflows/workflow.ts";
import { findPack } from "./packs.ts";

/** What a workflow that cannot be created is refused with. */
export const CANNOT_CREATE = "Can not create Playbook";
const CANNOT_UPDATE = "Can not update Playbook";
const CANNOT_SAVE = "Cannot save draft playbook";
const CANNOT_PUBLISH = "Cannot publish playbook";

const LONGEST_NAME = 255;
const NO_COURSE: Course = { pending: undefined, steps: {}, timeout: undefined, ends: undefined };

/** What a request says of a workflow. */
export interface PlaybookText {
  readonly name?: string | undefined;
  readonly desc?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly active?: boolean | undefined;
  readonly yaml?: string | undefined;
  /** Empty is none, as in Go. */
  readonly pack_id?: string | undefined;
}

/** A workflow of a workspace by its id; another workspace's is as unknown as one that does not exist. */
export function findPlaybook({ state }: Visit, workspace: WorkspaceRow, id: string): PlaybookRow {
  const playbook = state.playbooks.find("id", id);
  if (playbook?.workspace_id === workspace.id) return playbook;
  const reason = playbook ? `workflow '${id}' is another workspace's` : `there is no workflow '${id.slice(0, 100)}'`;
  throw new BlinkRefusal(404, "Can not find Playbook", { reason });
}

/** A new workflow, a draft unless it is published at once; see `docs/products/blink.md#workflows`. */
export function createPlaybook(
  visit: Visit,
  workspace: WorkspaceRow,
  wanted: PlaybookText & { readonly publish: boolean },
): PlaybookRow {
  const { sandbox, state, access } = visit;
  const given = wanted.yaml || emptyYaml(wanted.name ?? "");
  const { yaml, workflow } = readYaml(given, 400, CANNOT_CREATE);
  const name = readName(wanted.name || workflow.name || "", CANNOT_CREATE);
  checkFree(visit, workspace, name, CANNOT_CREATE);
  const pack = findPack(visit, workspace, wanted.pack_id, CANNOT_CREATE);
  const now = sandbox.clock.now();
  return state.playbooks.insert({
    id: drawId(sandbox.chance),
    workspace_id: workspace.id,
    pack_id: pack.id,
    name,
    desc: wanted.desc || workflow.desc,
    automation_type: workflow.automation_type,
    tags: wanted.tags ?? [],
    active: wanted.active ?? true,
    published: wanted.publish ? yaml : undefined,
    draft: wanted.publish ? undefined : yaml,
    version: wanted.publish ? 1 : 0,
    next_execution: 1,
    course: NO_COURSE,
    ...{ created_at: now, created_by: access.user.id, updated_at: now, updated_by: access.user.id },
  });
}

/** Changes what a request names; a YAML is published (`playbook-update`). */
export function updatePlaybook(
  visit: Visit,
  workspace: WorkspaceRow,
  playbook: PlaybookRow,
  wanted: PlaybookText,
): PlaybookRow {
  const { desc, tags, active, yaml, pack_id } = wanted;
  const name = wanted.name === undefined ? playbook.name : readName(wanted.name, CANNOT_UPDATE);
  if (name !== playbook.name) checkFree(visit, workspace, name, CANNOT_UPDATE);
  return touch(visit, playbook, {
    name,
    ...(desc === undefined ? {} : { desc }),
    ...(tags === undefined ? {} : { tags }),
    ...(active === undefined ? {} : { active }),
    ...(pack_id ? { pack_id: findPack(visit, workspace, pack_id, CANNOT_UPDATE).id } : {}),
    ...(yaml === undefined ? {} : published(playbook, yaml, 400, CANNOT_UPDATE)),
  });
}

/** Saves a draft: what runs stays as it is. */
export function saveDraft(visit: Visit, playbook: PlaybookRow, text: string): PlaybookRow {
  const { yaml } = readYaml(text, malformedStatus(visit), CANNOT_SAVE);
  return touch(visit, playbook, { draft: yaml });
}

/** Makes a YAML, or the draft where none is given, what runs. */
export function publish(visit: Visit, playbook: PlaybookRow, text: string | undefined): PlaybookRow {
  const yaml = text ?? playbook.draft ?? playbook.published ?? "";
  return touch(visit, playbook, published(playbook, yaml, malformedStatus(visit), CANNOT_PUBLISH));
}

/** A copy under another name, in the same pack; drafts come along. */
export function duplicatePlaybook(
  visit: Visit,
  workspace: WorkspaceRow,
  playbook: PlaybookRow,
  wanted: string,
): PlaybookRow {
  const { sandbox, state, access } = visit;
  const name = readName(wanted, CANNOT_CREATE);
  checkFree(visit, workspace, name, CANNOT_CREATE);
  const now = sandbox.clock.now();
  const { seq: _seq, ...content } = playbook;
  return state.playbooks.insert({
    ...content,
    id: drawId(sandbox.chance),
    name,
    next_execution: 1,
    ...{ created_at: now, created_by: access.user.id, updated_at: now, updated_by: access.user.id },
  });
}

/** Deletes a workflow; its executions stay (`playbook-delete`). */
export function deletePlaybook({ state }: Visit, playbook: PlaybookRow): void {
  const { seq, id, name } = playbook;
  state.playbooks.delete(seq);
  if (state.executions.count("playbook", id) > 0) state.deletedPlaybooks.insert({ id, name });
}

function touch(
  { sandbox, state, access }: Visit,
  { seq }: PlaybookRow,
  change: Partial<Omit<PlaybookRow, "seq">>,
): PlaybookRow {
  return state.playbooks.update(seq, { ...change, updated_at: sandbox.clock.now(), updated_by: access.user.id });
}

function published(playbook: PlaybookRow, text: string, status: RefusalStatus, failure: string) {
  const { yaml, workflow } = readYaml(text, status, failure);
  const { automation_type } = workflow;
  return { published: yaml, draft: undefined, automation_type, version: playbook.version + 1 };
}

/** A workflow's YAML without its malformed triggers; refused when it is none. */
function readYaml(
  text: string,
  status: RefusalStatus,
  failure: string,
): { readonly yaml: string; readonly workflow: Workflow } {
  const { workflow, problem } = readWorkflow(text);
  if (workflow) return { yaml: stripTriggers(text), workflow };
  throw new BlinkRefusal(status, failure, { rule: problem });
}

/** `malformed-yaml`. */
function malformedStatus({ sandbox }: Visit): RefusalStatus {
  return choiceOf(sandbox, "malformed-yaml") === "500" ? 500 : 400;
}

function readName(given: string, failure: string): string {
  const name = given.trim();
  if (name === "") throw new BlinkRefusal(400, failure, { rule: "A workflow needs a name." });
  if (name.length <= LONGEST_NAME) return name;
  throw new BlinkRefusal(400, failure, { rule: `The name of a workflow has at most ${LONGEST_NAME} characters.` });
}

function checkFree({ state }: Visit, workspace: WorkspaceRow, name: string, failure: string): void {
  if (!state.playbooks.find("name", pairKey(workspace.id, name))) return;
  throw new BlinkRefusal(400, failure, { rule: `There is a workflow '${name}' already.` });
}

/** What the editor begins with. */
function emptyYaml(name: string): string {
  return `name: ${JSON.stringify(name)}\nautomation_type: on_demand\nworkflow:\n  - section: Steps\n    steps: []\n`;
}
