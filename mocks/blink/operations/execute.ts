import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { Reply } from "../../../src/http/reply.ts";
import { choiceOf } from "../choice.ts";
import { errorReply } from "../document.ts";
import { toExecutionJson } from "../json/execution-json.ts";
import { type ServedIn, workspaceErrand } from "../operation.ts";
import { findPlaybook } from "../rules/playbooks.ts";
import { type ExecuteInput, executeInput, readRunRequest } from "../runs/run-request.ts";
import { runnerOf } from "../runs/runner.ts";
import { CANNOT_EXECUTE, startRun } from "../runs/start-run.ts";
import { hasEnded } from "../state/executions.ts";
import { BlinkRefusal, json } from "../wire.ts";
import { executionReply, outputsReply, startedReply } from "../workflow-reply-schemas.ts";

const tag = "Workflows";
const source = "docs/products/blink.md#executing";
const data = "fixture: blink.workspaces[].packs[].workflows; POST playbooks";
const assumptions = [
  ...(["execute-inputs", "missing-input", "trigger-type", "rerun", "run-durations", "run-timeout"] as const),
  ...(["active-runs", "kept-executions", "callback-body", "callback-delivery"] as const),
];

type Kind = "published" | "draft" | "older";

/** What the first step of running a workflow hands on. */
interface Begun {
  readonly served: ServedIn<ExecuteInput>;
  readonly id: string;
  /** How long its end is waited for, in seconds; nothing when it is not. */
  readonly patience: number | undefined;
}

/** How its end is waited for (`sync-timeout`). */
const waiting = z.object({
  run_sync: z.boolean().optional().describe("Wait for the end of the run, and answer with its outputs."),
  timeout: z.int().min(1).optional().describe("Seconds to wait, with run_sync=true; 60 when absent, 600 at most."),
});

/** An operation that runs a workflow: its execution is there at once, and is waited for if that is asked for. */
function running(plan: Pick<Operation, "id" | "path" | "summary" | "evidence" | "replies">, kind: Kind): Operation[] {
  return workspaceErrand({
    ...plan,
    method: "POST",
    tag,
    source,
    data,
    assumptions: [...assumptions, ...MORE[kind]],
    right: "run",
    failure: CANNOT_EXECUTE,
    input: executeInput,
    ...(kind === "older" ? {} : { query: waiting }),
    prepare(served): Begun {
      const playbook = findPlaybook(served, served.workspace, served.params.id ?? "");
      if (kind === "draft") demandHeader(served);
      const wanted = readRunRequest(served, served.input, kind === "draft");
      const patience = kind === "older" ? undefined : readPatience(served);
      return { served, id: startRun(served, served.workspace, playbook, wanted).id, patience };
    },
    async reach({ served: { sandbox }, id, patience }, outside) {
      const runner = runnerOf(sandbox, outside);
      runner.takeUp(id);
      if (patience === undefined) return;
      const atMost = patience * 1000;
      await runner.waitForEnd(id, { until: sandbox.clock.now() + atMost, atMost, signal: outside.signal });
    },
    finish: (_call, { served, id, patience }) =>
      patience === undefined ? answerStarted(served, id, kind) : answerEnded(served, id, patience),
  });
}

const MORE = {
  published: ["inactive-workflow", "sync-failure-status", "sync-timeout-status", "sync-timeout"],
  draft: ["draft-execute-header", "draft-numbers", "sync-failure-status", "sync-timeout-status", "sync-timeout"],
  older: ["inactive-workflow", "older-start"],
} as const;

/** What may be answered where the end of a run is waited for. */
const waited = {
  200: { description: "The execution's id; with run_sync the outputs.", schema: z.union([startedReply, outputsReply]) },
  408: { description: "The run has not ended in the time given, and goes on.", schema: errorReply },
  500: { description: "As 400, for a run that failed while it was waited for, if so chosen.", schema: errorReply },
  504: { description: "As 408, if so chosen.", schema: errorReply },
};

const execute = running(
  {
    id: "playbooks.execute",
    path: "/playbooks/:id/execute",
    summary: "Run a workflow, and wait for its end if that is asked for",
    evidence: documented("the vendor's API reference"),
    replies: waited,
  },
  "published",
);

const executeDraft = running(
  {
    id: "playbooks.execute-draft",
    path: "/playbooks/:id/draft/execute",
    summary: "Run a workflow's draft",
    evidence: documented("the vendor's editor plugin"),
    replies: waited,
  },
  "draft",
);

const start = running(
  {
    id: "playbooks.start",
    path: "/playbooks/:id/start",
    summary: "Run a workflow, the older way",
    evidence: observed("the specification of 2022"),
    replies: { 200: { description: "The execution.", schema: executionReply } },
  },
  "older",
);

function answerStarted(served: ServedIn<ExecuteInput>, id: string, kind: Kind): Reply {
  if (kind !== "older") return json(200, { execution_id: id });
  const execution = served.state.executions.find("id", id);
  if (execution) return json(200, toExecutionJson(served, execution));
  throw new BlinkRefusal(400, CANNOT_EXECUTE, { rule: "The execution is gone again." });
}

/** `sync-failure-status`, `sync-timeout-status`. */
function answerEnded({ sandbox, state }: ServedIn<ExecuteInput>, id: string, patience: number): Reply {
  const execution = state.executions.find("id", id);
  if (execution?.state === "Completed") return json(200, execution.outputs ?? {});
  if (execution && !hasEnded(execution)) {
    const status = choiceOf(sandbox, "sync-timeout-status") === "504" ? 504 : 408;
    const rule = `Execution ${id} has not ended within ${patience} seconds; it goes on.`;
    throw new BlinkRefusal(status, CANNOT_EXECUTE, { rule });
  }
  const status = choiceOf(sandbox, "sync-failure-status") === "500" ? 500 : 400;
  const { state: end = "gone", error_message: why = "" } = execution ?? {};
  const reason = `execution ${id} is ${end}`;
  // The journal does not repeat what a step says: that may quote what it was answered.
  const rule = `Execution ${id} is ${end}${why === "" ? "" : `: ${why.slice(0, 2000)}`}`;
  throw new BlinkRefusal(status, CANNOT_EXECUTE, { rule, reason });
}

/** In seconds (`sync-timeout`). */
const USUAL_PATIENCE = 60;
const LONGEST_PATIENCE = 600;

function readPatience({ query }: ServedIn<ExecuteInput>): number | undefined {
  const wants = (query.get("run_sync") ?? "false").toLowerCase();
  const timeout = query.get("timeout");
  if (wants === "false" || wants === "0" || wants === "") return undefined;
  if (wants !== "true" && wants !== "1") {
    throw new BlinkRefusal(400, CANNOT_EXECUTE, { rule: "run_sync must be true or false." });
  }
  if (timeout === undefined || timeout === "") return USUAL_PATIENCE;
  if (/^\d{1,9}$/.test(timeout) && Number(timeout) >= 1) return Math.min(Number(timeout), LONGEST_PATIENCE);
  throw new BlinkRefusal(400, CANNOT_EXECUTE, { rule: "timeout must be a whole number of seconds." });
}

/** `draft-execute-header`. */
function demandHeader({ sandbox, request }: ServedIn<ExecuteInput>): void {
  if (choiceOf(sandbox, "draft-execute-header") === "no") return;
  if (request.headers["blink-internal-service-request"] === "true") return;
  throw new BlinkRefusal(400, CANNOT_EXECUTE, { rule: "BLINK-INTERNAL-SERVICE-REQUEST: true is missing." });
}

/** The ways to run a workflow. */
export const executeOperations: readonly Operation[] = [execute, executeDraft, start].flat();
