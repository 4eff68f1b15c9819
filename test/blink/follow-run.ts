import { workflowYaml } from "./small-workflows.ts";
import type { Answer, Asked } from "./start-blink.ts";

/** Whoever asks a Blink. */
interface Asking {
  request(method: string, path: string, asked?: Asked): Promise<Answer>;
}

/** An execution with its steps, as far as the tests look at it. */
export interface ShownRun {
  readonly id: string;
  readonly state: string;
  readonly display_name: string;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly created_at: number;
  readonly error_details: { readonly message?: string; readonly error_code?: string };
  readonly cancel_reason: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** `output` is what a step gave: a text, or read from its JSON. */
  readonly steps: readonly (ShownStep & { readonly output: unknown })[];
}

interface ShownStep {
  readonly step_id: string;
  readonly state: string;
  readonly output_data: string;
  readonly error_data: string;
  readonly started_at: number | null;
  readonly finished_at: number | null;
}

/** A workflow of a test's own, published. */
export async function publish(blink: Asking, steps: readonly object[], more: object = {}): Promise<string> {
  const json = { name: "Own", playbook: workflowYaml(steps, more) };
  return String((await blink.request("POST", "/playbooks", { json })).ok().id);
}

/** Starts a run and gives its id. */
export async function startRun(
  blink: Asking,
  workflow: string,
  json: object = {},
  asked: Omit<Asked, "json"> = {},
): Promise<string> {
  const answer = await blink.request("POST", `/playbooks/${workflow}/execute`, { ...asked, json });
  return answer.ok<{ execution_id: string }>().execution_id;
}

/** An execution as it stands. */
export async function showRun(blink: Asking, id: string): Promise<ShownRun> {
  const run = (await blink.request("GET", `/executions/${id}`)).ok<Omit<ShownRun, "steps">>();
  const rows = (await blink.request("GET", `/executions/${id}/steps`)).rows() as unknown as ShownStep[];
  return { ...run, steps: rows.map((step) => ({ ...step, output: readData(step.output_data) })) };
}

function readData(data: string): unknown {
  return /^[[{]/.test(data) ? JSON.parse(data) : data;
}

/** The execution once it has come to its end; for runs that wait for no clock. The time limit of the test is its own. */
export async function followRun(blink: Asking, id: string): Promise<ShownRun> {
  for (;;) {
    const run = await showRun(blink, id);
    if (run.state !== "Pending" && run.state !== "Running") return run;
  }
}
