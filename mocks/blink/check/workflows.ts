import { checkOnce } from "../../../src/engine/check-once.ts";
import { readInstant } from "../../../src/engine/instant.ts";
import type { FixtureChecking } from "../../../src/engine/section.ts";
import { isObject } from "../rql/values.ts";
import { readWorkflow } from "../workflows/read-workflow.ts";
import { readYaml } from "../workflows/read-yaml.ts";
import { checkUser, type PartDraft, type Path, reportUnknown, type WorkspaceDraft } from "./part.ts";

type PackDraft = NonNullable<NonNullable<WorkspaceDraft["packs"]>[number]>;
type WorkflowDraft = NonNullable<NonNullable<PackDraft["workflows"]>[number]>;
type ExecutionDraft = NonNullable<NonNullable<WorkspaceDraft["executions"]>[number]>;

/** Reports what contradicts itself in the workflows and executions of a workspace; see `docs/products/blink.md#workflow-yaml`. */
export function checkWorkflows(part: PartDraft, at: number, checking: FixtureChecking): void {
  const workspace = part.workspaces?.[at];
  if (!workspace) return;
  const path = ["workspaces", at];
  const connections = usableConnections(part, workspace);
  const packName = checkOnce<string>(checking, (first, name) => `There is a pack '${name}' already: ${first}.`);
  const name = checkOnce<string>(checking, (first, taken) => `There is a workflow '${taken}' already: ${first}.`);
  const known = new Set<string>();
  for (const [index, pack] of workspace.packs?.entries() ?? []) {
    packName(pack?.name, [...path, "packs", index], "name");
    for (const [number, workflow] of pack?.workflows?.entries() ?? []) {
      const where = [...path, "packs", index, "workflows", number];
      name(workflow?.name, where, "name");
      if (workflow?.name !== undefined) known.add(workflow.name);
      checkUser(part, checking, [...where, "by"], workflow?.by);
      for (const member of ["yaml", "draft"] as const) {
        const text = workflow?.[member];
        if (text !== undefined) checkYaml(text, connections, [...where, member], checking);
      }
      if (workflow) checkRun(workflow, where, checking);
    }
  }
  for (const [index, execution] of workspace.executions?.entries() ?? []) {
    const where = [...path, "executions", index];
    if (!execution) continue;
    if (execution.workflow !== undefined && !known.has(execution.workflow)) {
      reportUnknown(checking, [...where, "workflow"], { kind: "workflow", name: execution.workflow, known });
    }
    checkUser(part, checking, [...where, "by"], execution.by);
    checkRunner(workspace, execution, where, checking);
    checkCourse(execution, where, checking);
  }
}

/** Reports a step that the times of a workflow's runs name, and the workflow does not have. */
function checkRun({ yaml, draft, run }: WorkflowDraft, path: Path, checking: FixtureChecking): void {
  const texts = [yaml, draft].flatMap((text) => text ?? []);
  const known = new Set(texts.flatMap((text) => readWorkflow(text).workflow?.steps.map(({ id }) => id) ?? []));
  for (const name of Object.keys(run?.steps ?? {})) {
    if (!known.has(name)) reportUnknown(checking, [...path, "run", "steps", name], { kind: "step", name, known });
  }
}

/** The connections that a workspace's workflows can name, each with its type. */
function usableConnections(part: PartDraft, workspace: WorkspaceDraft): Map<string, string | undefined> {
  const usable = new Map<string, string | undefined>();
  for (const one of part.workspaces ?? []) {
    for (const connection of one?.connections ?? []) {
      const isLent = workspace.name !== undefined && connection?.sharedWith?.includes(workspace.name);
      if (connection?.name !== undefined && (one === workspace || isLent)) usable.set(connection.name, connection.type);
    }
  }
  return usable;
}

function checkYaml(
  text: string,
  connections: ReadonlyMap<string, string | undefined>,
  path: Path,
  checking: FixtureChecking,
): void {
  const { content, problem } = { content: undefined, ...readYaml(text) };
  if (problem !== undefined) return void checking.report(path, problem);
  const sections = isObject(content) && Array.isArray(content.workflow) ? content.workflow : undefined;
  if (!sections) return void checking.report(path, "expected a workflow: a mapping with a list 'workflow' of sections");
  const { problem: slip } = readWorkflow(text);
  if (slip !== undefined) checking.report(path, slip);
  for (const step of sections.flatMap(stepsOf)) {
    for (const [type, name] of Object.entries(isObject(step.connections) ? step.connections : {})) {
      if (typeof name !== "string" || name === "no_connection" || name.includes("{{")) continue;
      if (connections.get(name) === type) continue;
      const known = [...connections].filter(([, of]) => of === type).map(([one]) => one);
      reportUnknown(checking, path, { kind: `connection of type '${type}'`, name, known });
    }
  }
}

/** The steps of a section or of a step of flow control, those within them included. */
function stepsOf(holder: unknown): Readonly<Record<string, unknown>>[] {
  if (!isObject(holder) || !Array.isArray(holder.steps)) return [];
  return holder.steps.filter(isObject).flatMap((step) => [step, ...stepsOf(step)]);
}

function checkRunner(
  workspace: WorkspaceDraft,
  { runner }: ExecutionDraft,
  path: Path,
  checking: FixtureChecking,
): void {
  const known = ["blink_cloud", ...(workspace.runnerGroups?.flatMap((group) => group?.name ?? []) ?? [])];
  if (runner === undefined || known.includes(runner)) return;
  reportUnknown(checking, [...path, "runner"], { kind: "runner group", name: runner, known });
}

function checkCourse(execution: ExecutionDraft, path: Path, checking: FixtureChecking): void {
  const { state, started, finished, outputs = {}, created } = execution;
  if (state !== undefined && state !== "Completed" && Object.keys(outputs).length > 0) {
    checking.report([...path, "outputs"], `An execution that is ${state} has no outputs.`);
  }
  if (finished !== undefined && (state === "Pending" || state === "Running")) {
    checking.report([...path, "finished"], `An execution that is ${state} has not finished.`);
  }
  const { now } = checking;
  if (now === undefined) return;
  const times = [
    ["created", created ?? "now"] as const,
    ["started", started] as const,
    ["finished", finished] as const,
  ];
  let before: (typeof times)[number] | undefined;
  for (const time of times) {
    const [member, text] = time;
    if (text === undefined) continue;
    const [earlier, earlierText] = before ?? [];
    if (earlierText !== undefined && readInstant(text, now) < readInstant(earlierText, now)) {
      checking.report([...path, member], `This lies before '${earlier}'.`);
    }
    before = time;
  }
}
