import type { Step } from "../served.ts";
import { WORKFLOW, WORKSPACE } from "./fixture.ts";

const IN_WORKSPACE = `/api/v1/workspace/${WORKSPACE}`;
const ROUTES = "/api/v1/workspace/:workspace";
const EXECUTE = `${IN_WORKSPACE}/playbooks/${WORKFLOW}/execute`;
const EXECUTE_ROUTE = `${ROUTES}/playbooks/:id/execute`;

/** Runs the workflow and waits for its outputs. */
export const runAndWait: Step = { method: "POST", path: `${EXECUTE}?run_sync=true`, route: EXECUTE_ROUTE, body: "{}" };

/** Runs it without waiting. */
export const start: Step = { method: "POST", path: EXECUTE, route: EXECUTE_ROUTE, body: "{}" };

/** Asks how far that run has come: its id stands in the answer to its start. */
export const poll: Step = {
  path: listPath({ filter: { id: "ID" }, select: ["id", "state"] }).replace("ID", "{execution_id}"),
  route: `${ROUTES}/executions`,
};

/** The newest executions that have completed and took long, a page of them. */
export function listSlow(limit: number): Step {
  const filter = { state: "Completed", duration: { $gt: 2000 } };
  return { path: listPath({ filter, sort: ["-started_at"], limit }), route: `${ROUTES}/executions` };
}

/** One execution, whichever. */
export const LIST_ONE = listPath({ limit: 1 });

function listPath(query: object): string {
  return `${IN_WORKSPACE}/executions?q=${encodeURIComponent(JSON.stringify(query))}`;
}

/** What runs the workflow, for whoever may not. */
export const EXECUTE_PATH = EXECUTE;
