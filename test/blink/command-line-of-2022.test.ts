import { expect, test } from "vitest";
import { z } from "zod";
import { startRun } from "./follow-run.ts";
import { ids } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { startBlink } from "./start-blink.ts";

// The command line is written in Go: a member of another type than its specification says is an error there, null is none.
const text = z.string().nullish();
const count = z.int().nullish();
const audit = { created_at: count, created_by: text, updated_at: count, updated_by: text };
const page = (row: z.ZodType) =>
  z.object({ limit: z.int().min(1), offset: z.int(), total: z.int(), results: z.array(row) });

const automation = z.object({
  ...{ id: text, name: text, playbook: text, type: text, version: text, pack_id: text, tenant_id: text },
  ...{ workspace_id: text, tags: z.array(z.string()), active: z.boolean(), ...audit },
});
const execution = z.object({
  ...{ id: text, name: text, playbook: text, playbook_id: text, last_playbook_name: text, cancel_reason: text },
  ...{ execution_depth: count, started_at: count, finished_at: count, runner_id: text, state: text, type: text },
  ...{ step_results: z.record(z.string(), z.int()).nullish(), tenant_id: text, trigger_type: text, version: text },
  ...{ workspace_id: text, ...audit },
});
const step = z.object({
  ...{ cmd_id: text, error_data: text, execution_id: text, input_data: text, output_data: text, runner: text },
  ...{ started_at: count, finished_at: count, state: text, step_id: text, subflow_execution_id: text },
});
const history = z.object({ cmd: z.string(), execution_id: z.string(), step_id: z.string(), ...audit });
const group = z.object({
  ...{ id: text, name: text, display_name: text, full_name: text, slug_name: text, workspace_name: text },
  ...{ available_runners: z.int(), number_of_instances: z.int(), is_default: z.boolean(), is_shared: z.boolean() },
  ...{ shared_with: z.int(), used_by: z.int(), tags: z.array(z.string()), ...audit },
});
const runner = z.object({ id: text, name: text, group_id: z.string(), group_name: z.string(), status: text });

test("what the command line of 2022 asks can be read by its own types", async () => {
  const { request } = await startBlink(blinkWithWorkflows, { "run-durations": "none" });
  const ws = `/workspace/${ids.platform}`;
  const get = async (path: string, q?: unknown) => (await request("GET", `${ws}${path}`, { q })).ok();

  // automations list, search, get
  page(automation).parse(await get("/playbooks"));
  automation.parse(await get(`/playbooks/${flows.greet}`));
  // automations execute
  const started = await request("POST", `${ws}/playbooks/${flows.greet}/execute`, {
    json: { input_values: { who: "x" } },
  });
  const { execution_id } = z.object({ execution_id: z.string() }).strict().parse(started.ok());
  // executions search, get, details, history
  const recent = { filter: { playbook_id: flows.greet }, sort: ["-started_at"], limit: 25, offset: 0 };
  page(execution).parse(await get("/executions", recent));
  execution.parse(await get(`/executions/${execution_id}`));
  page(step).parse(await get(`/executions/${execution_id}/steps`));
  page(history).parse(await get(`/executions/${execution_id}/action_history`));
  // executions cancel
  const cancelled = await request("POST", `${ws}/executions/${flows.going}/cancel`);
  expect(cancelled.ok<string>()).toBe(flows.going);
  execution.parse((await request("POST", `${ws}/playbooks/${flows.greet}/start`, { json: { who: "x" } })).ok());
  // runner-groups list
  page(group).parse(await get("/runner_groups"));
  page(runner).parse(await get("/runners"));
  // workspaces describe
  const described = await request("GET", `/workspaces/${ids.platform}`);
  const entity = z.object({ ...{ email: z.string(), id: z.string(), name: z.string(), type: z.string() } });
  z.object({ description: z.string(), name: z.string(), entities: z.array(entity) }).parse(described.ok());
});

test("an execution tells how its steps went by their ids, those that have ended", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  const results = async (id: string) => (await blink.request("GET", `/executions/${id}`)).ok().step_results;
  const going = await startRun(blink, flows.greet, { who: "x" });
  blink.sandbox.clock.advance("PT3S");
  expect(await results(going)).toEqual({ S1: 0 });
  blink.sandbox.clock.advance("PT3S");
  expect(await results(going)).toEqual({ S1: 0, S2: 0 });
  const cancelled = await startRun(blink, flows.nap);
  (await blink.request("POST", `/executions/${cancelled}/cancel`)).ok();
  expect(await results(cancelled)).toEqual({ S1: 1 });
});

test("a step's data is text, JSON where it is none; a switch shows the values", async () => {
  for (const [choice, output] of [
    ["text", '{"words":"Hello x!"}'],
    ["values", { words: "Hello x!" }],
  ] as const) {
    const blink = await startBlink(blinkWithWorkflows, { "step-data": choice });
    const id = await startRun(blink, flows.greet, { who: "x" });
    blink.sandbox.clock.advance("PT6S");
    const [first, second] = (await blink.request("GET", `/executions/${id}/steps`)).rows();
    expect(first).toMatchObject({ execution_id: id, output_data: output });
    expect(second).toMatchObject({ output_data: "Hello x!", input_parameters: { text: "Hello x!" } });
  }
});

test("a workflow is created in a pack, found by its name, updated into another pack and deleted", async () => {
  const { request } = await startBlink(blinkWithWorkflows);
  const ws = `/workspace/${ids.platform}`;
  const findPack = async (name: string) => {
    const q = { limit: 1, offset: 0, filter: { display_name: { $eq: name } }, ci: true, select: ["id"] };
    return (await request("GET", `${ws}/table/automation_packs`, { q })).rows();
  };
  const yaml = workflowYaml([{ id: "S1", action: "core.python" }], { name: "t1", type: "Flow", triggers: {} });
  const json = { name: "t1", type: "Flow", active: true, automation: yaml };

  (await request("GET", `/workspaces/${ids.platform}`)).ok();
  expect(await findPack("test pack")).toEqual([]);
  const pack = (await request("POST", `${ws}/automation_packs`, { json: { name: "Test pack" } })).ok();
  expect(await findPack("test pack")).toEqual([{ id: pack.id }]);
  const made = (await request("POST", `${ws}/playbooks`, { json: { ...json, pack_id: pack.id } })).ok();
  expect(made).toMatchObject({ pack_id: pack.id, playbook: yaml, active: true, is_published: true });

  const q = { search: { text: "t1", fields: ["name"] } };
  expect((await request("GET", `${ws}/playbooks`, { q })).rows()).toMatchObject([{ id: made.id, name: "t1" }]);
  const path = `${ws}/playbooks/${made.id}`;
  const moved = await request("PUT", path, { json: { ...json, id: made.id, pack_id: flows.pack } });
  expect(moved.ok()).toMatchObject({ pack_id: flows.pack, version: "2" });
  expect((await request("PUT", path, { json: { ...json, pack_id: "" } })).ok()).toMatchObject({ pack_id: flows.pack });
  (await request("PUT", path, { json: { pack_id: "nowhere" } })).refused(400);
  expect((await request("DELETE", path)).ok<string>()).toBe(made.id);
});
