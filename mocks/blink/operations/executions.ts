import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { executionListing, stepListing, toExecutionJson, toHistoryJson } from "../json/execution-json.ts";
import { listRows } from "../listing.ts";
import type { ServedIn } from "../operation.ts";
import { pageOf } from "../reply-schemas.ts";
import type { Equalities } from "../rql/equalities.ts";
import { cancelExecution, completeExecution, findExecution } from "../rules/executions.ts";
import { runsOperation } from "../runs/operation.ts";
import type { ExecutionRow } from "../state/executions.ts";
import { pairKey } from "../state.ts";
import { json } from "../wire.ts";
import { executionReply, executionRowReply, historyReply, outputsReply, stepReply } from "../workflow-reply-schemas.ts";

const tag = "Executions";
const source = "docs/products/blink.md#executions";
const api = documented("the vendor's API reference");
const spec = observed("the specification of 2022");
const data = "fixture: blink.workspaces[].executions; POST playbooks/{id}/execute";
const query = z.object({ q: z.string().optional().describe("A query as JSON.") });
const lists = ["default-order", "default-limit", "limit-above-maximum"] as const;

/** What an unknown execution is refused with, where the specification of 2022 does not say `Can not find Playbook execution`. */
const NO_SUCH = "Can not find Execution";
const NONE = "Can not find Executions";

const list = runsOperation({
  id: "executions.list",
  method: "GET",
  path: "/executions",
  tag,
  summary: "List executions",
  evidence: api,
  source,
  data,
  assumptions: ["execution-members", "execution-states", "kept-executions", ...lists],
  right: "view",
  failure: NONE,
  input: query,
  replies: { 200: { description: "A page.", schema: pageOf(executionRowReply) } },
  handle: (served) => listRows(served, executionListing, (equal) => findCandidates(served, equal)),
});

const get = runsOperation({
  id: "executions.get",
  method: "GET",
  path: "/executions/:id",
  tag,
  summary: "Read an execution",
  evidence: api,
  source,
  data,
  assumptions: ["execution-members", "execution-states", "draft-numbers", "step-results"],
  right: "view",
  failure: "Can not find Playbook execution",
  replies: { 200: { description: "The execution.", schema: executionReply } },
  handle: (served) => json(200, toExecutionJson(served, named(served))),
});

const steps = runsOperation({
  id: "executions.steps",
  method: "GET",
  path: "/executions/:id/steps",
  tag,
  summary: "List an execution's steps",
  evidence: documented("the vendor's editor plugin"),
  source: "docs/products/blink.md#steps",
  data,
  assumptions: ["step-states", "step-data", ...lists],
  right: "view",
  failure: NONE,
  input: query,
  replies: { 200: { description: "A page.", schema: pageOf(stepReply) } },
  handle: (served) => listRows(served, stepListing, served.state.steps.where("execution", named(served, NONE).id)),
});

const outputs = runsOperation({
  id: "executions.outputs",
  method: "GET",
  path: "/executions/:id/outputs",
  tag,
  summary: "Read an execution's outputs",
  evidence: spec,
  source,
  data,
  assumptions: ["execution-outputs"],
  right: "view",
  failure: "Can not find Playbook execution",
  replies: { 200: { description: "The outputs by name.", schema: outputsReply } },
  handle: (served) => json(200, named(served).outputs ?? {}),
});

const history = runsOperation({
  id: "executions.history",
  method: "GET",
  path: "/executions/:id/action_history",
  tag,
  summary: "List what an execution's actions did",
  evidence: spec,
  source,
  data,
  assumptions: ["action-history"],
  right: "view",
  failure: NO_SUCH,
  replies: { 200: { description: "What it did, in its order.", schema: historyReply } },
  handle: (served) => json(200, toHistoryJson(served, named(served, NO_SUCH))),
});

const cancel = runsOperation({
  id: "executions.cancel",
  method: "POST",
  path: "/executions/:id/cancel",
  tag,
  summary: "Cancel an execution that is under way",
  evidence: spec,
  source,
  data,
  assumptions: ["cancel-execution"],
  right: "run",
  failure: "Cannot cancel execution",
  input: z.object({ reason: z.string().max(1000).nullish() }),
  replies: { 200: { description: "The execution's id.", schema: z.string() } },
  handle(served, runner) {
    const execution = cancelExecution(served, named(served, NO_SUCH), served.input.reason ?? "");
    runner.arrange(execution.id);
    return json(200, execution.id);
  },
});

const complete = runsOperation({
  id: "executions.complete",
  method: "POST",
  path: "/executions/:id/complete",
  tag,
  summary: "Complete an execution that is under way",
  evidence: spec,
  source,
  data,
  assumptions: ["complete-execution"],
  right: "run",
  failure: "Cannot complete execution",
  replies: { 200: { description: "The execution.", schema: executionReply } },
  handle(served, runner) {
    const execution = completeExecution(served, named(served, NO_SUCH));
    runner.arrange(execution.id);
    return json(200, toExecutionJson(served, execution));
  },
});

/** Those that a query can mean, by the narrowest index that it speaks of. */
function findCandidates({ state, workspace }: ServedIn<unknown>, equal: Equalities): readonly ExecutionRow[] {
  const { executions } = state;
  const ofWorkspace = (rows: readonly ExecutionRow[]) => rows.filter((row) => row.workspace_id === workspace.id);
  const id = equal.get("id");
  if (typeof id === "string") return ofWorkspace([executions.find("id", id)].flatMap((row) => row ?? []));
  const playbook = equal.get("playbook_id");
  if (typeof playbook === "string") return ofWorkspace(executions.where("playbook", playbook));
  const wanted = equal.get("state") ?? equal.get("state_ui");
  if (typeof wanted === "string") return executions.where("state", pairKey(workspace.id, wanted));
  return executions.where("workspace", workspace.id);
}

function named(served: ServedIn<unknown>, failure?: string): ExecutionRow {
  return findExecution(served, served.workspace, served.params.id ?? "", failure);
}

/** What is done with executions. */
export const executionOperations: readonly Operation[] = [list, get, steps, outputs, history, cancel, complete].flat();
