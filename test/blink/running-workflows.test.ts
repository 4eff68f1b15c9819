import { expect, test } from "vitest";
import { publish, showRun, startRun } from "./follow-run.ts";
import { ids, keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { NOW, startBlink } from "./start-blink.ts";

const start = (assumptions: Readonly<Record<string, string>> = {}) => startBlink(blinkWithWorkflows, assumptions);
const who = { input_values: { who: "Mira" } };

test("a run that is not waited for goes through its states as the clock goes on", async () => {
  const blink = await start();
  const id = await startRun(blink, flows.greet, who);
  expect(await showRun(blink, id)).toMatchObject({ state: "Pending", display_name: "Greet #3", started_at: null });
  blink.sandbox.clock.advance("PT1S");
  expect(await showRun(blink, id)).toMatchObject({
    ...{ state: "Running", state_ui: "Running", started_at: NOW + 1000, finished_at: null },
    steps: [
      { step_id: "S1", state: "Running" },
      { step_id: "S2", state: "Pending" },
    ],
  });
  blink.sandbox.clock.advance("PT2S");
  expect((await showRun(blink, id)).steps).toMatchObject([
    { state: "Completed", output: { words: "Hello Mira!" }, started_at: NOW + 1000, finished_at: NOW + 3000 },
    { state: "Running", started_at: NOW + 3000 },
  ]);
  blink.sandbox.clock.advance("P1D");
  expect(await showRun(blink, id)).toMatchObject({
    ...{ state: "Completed", started_at: NOW + 1000, finished_at: NOW + 6000, net_runtime_ms: 5000 },
    ...{ error_details: {}, inputs: { who: "Mira", times: 1 } },
  });
  const outputs = await blink.request("GET", `/executions/${id}/outputs`);
  expect(outputs.ok()).toEqual({ words: "Hello Mira!", times: 1, status: "OK" });
});

test("inputs may be flat or in input_values, unless the switch says otherwise", async () => {
  const blink = await start({ "run-durations": "none" });
  const flat = await startRun(blink, flows.greet, { who: "Sam", runner: "on-prem" });
  expect((await showRun(blink, flat)).inputs).toEqual({ who: "Sam", times: 1 });
  const strict = await start({ "execute-inputs": "input_values alone" });
  const refused = await strict.request("POST", `/playbooks/${flows.greet}/execute`, { json: { who: "Sam" } });
  expect(refused.refused(400)).toMatchObject({
    ...{ message: "Can not execute playbook", details: "The input 'who' is required." },
  });
  await startRun(strict, flows.greet, who);
  const lenient = await start({ "missing-input": "runs" });
  await startRun(lenient, flows.greet);
});

test("variables have the types that they are given, and what is written in lower case is dropped", async () => {
  const blink = await start({ "run-durations": "none" });
  const Variables = [
    { Name: "n", Type: "Number", Value: "{{ '42' }}" },
    { Name: "l", Type: "List", Value: '["a", 1]' },
    { Name: "s", Type: "String", Value: "{{ variables }}" },
    { name: "dropped", type: "String", value: "x" },
  ];
  const workflow = await publish(blink, [{ id: "S1", action: "internal.SetVariables", inputs: { Variables } }], {
    outputs: { all: "{{ variables }}" },
  });
  const answer = await blink.request("POST", `/playbooks/${workflow}/execute?run_sync=true`, { json: {} });
  expect(answer.ok()).toEqual({ all: { n: 42, l: ["a", 1], s: "{}" } });
});

test("a run can be started again with the inputs of an earlier one, of which some may be replaced", async () => {
  const blink = await start();
  const again = await startRun(blink, flows.greet, { past_exec_ref: flows.done });
  expect(await showRun(blink, again)).toMatchObject({
    ...{ inputs: { who: "Noor", times: 1 }, input_values_origin_exec_id: flows.done },
  });
  const other = await startRun(blink, flows.greet, { past_exec_ref: flows.done, input_values: { times: 2 } });
  expect((await showRun(blink, other)).inputs).toEqual({ who: "Noor", times: 2 });
  const json = { past_exec_ref: ids.vault, ...who };
  const wrong = await blink.request("POST", `/playbooks/${flows.greet}/execute`, { json });
  expect(wrong.refused(400).details).toContain("There is no execution");
});

test.each<[what: string, path: string, json: unknown, words: string]>([
  ["a workflow that was never published", `${flows.draft}/execute`, who, "'Draft' has never been published"],
  ["one that is not active", `${flows.resting}/execute`, who, "'Resting' is not active."],
  [
    "a runner group that is not there",
    `${flows.greet}/execute`,
    { ...who, runner: "moon" },
    "There is no runner group 'moon'",
  ],
  [
    "a time-out that is none",
    `${flows.greet}/execute?run_sync=true&timeout=soon`,
    who,
    "timeout must be a whole number",
  ],
  ["run_sync that is neither", `${flows.greet}/execute?run_sync=maybe`, who, "run_sync must be true or false."],
  ["inputs that are none", `${flows.greet}/execute`, { input_values: [1] }, "input_values"],
  ["a callback without an address", `${flows.greet}/execute`, { ...who, callback: {} }, "callback.url"],
])("running %s is refused in words, and starts nothing", async (_what, path, json, words) => {
  const blink = await start();
  const before = blink.snapshot();
  expect((await blink.request("POST", `/playbooks/${path}`, { json })).refused(400)).toMatchObject({
    ...{ message: "Can not execute playbook", details: expect.stringContaining(words) },
  });
  expect(blink.snapshot()).toBe(before);
});

test("an id that is not there, or another workspace's, is a 404 with the product's words", async () => {
  const blink = await start();
  const nothing = await blink.request("POST", `/playbooks/${ids.vault}/execute`, { json: {} });
  expect(nothing.refused(404).message).toBe("Can not find Playbook");
  for (const [tail, words] of [
    ["", "Can not find Playbook execution"],
    ["/outputs", "Can not find Playbook execution"],
    ["/steps", "Can not find Executions"],
    ["/action_history", "Can not find Execution"],
  ]) {
    const answer = await blink.request("GET", `/executions/${ids.vault}${tail}`);
    expect(answer.refused(404).message).toBe(words);
  }
  const elsewhere = `/workspace/${ids.payments}/executions/${flows.done}`;
  expect((await blink.request("GET", elsewhere, { key: keys.admin })).refused(404).message).toBe(
    "Can not find Playbook execution",
  );
});

test("a draft is run as it was saved, with or without its header as the switch says", async () => {
  const blink = await start({ "draft-execute-header": "yes", "run-durations": "none" });
  const path = `/playbooks/${flows.greet}/draft/execute`;
  const playbook = workflowYaml([], { outputs: { from: "the draft" } });
  (
    await blink.request("POST", `/playbooks/${flows.greet}/draft`, {
      json: { playbook, branched_from: 0, source: "manual" },
    })
  ).ok();
  (await blink.request("POST", path, { json: {} })).refused(400);
  const headers = { "BLINK-INTERNAL-SERVICE-REQUEST": "true" };
  const { execution_id } = (await blink.request("POST", path, { json: {}, headers })).ok<{ execution_id: string }>();
  blink.sandbox.clock.advance("PT1S");
  expect(await showRun(blink, execution_id)).toMatchObject({ state: "Completed", draft_execution_number: 3 });
  expect((await blink.request("GET", `/executions/${execution_id}/outputs`)).ok()).toEqual({ from: "the draft" });
});

test("the older way to run a workflow answers with the execution", async () => {
  const blink = await start();
  const execution = (await blink.request("POST", `/playbooks/${flows.greet}/start`, { json: who })).ok();
  expect(execution).toMatchObject({ state: "Pending", execution_number: 3, inputs: { who: "Mira" } });
});

test("a rerun is one of the same workflow: another's execution is as unknown as one that is not there", async () => {
  const blink = await start();
  const path = `/playbooks/${flows.fail}/execute`;
  const refused = (await blink.request("POST", path, { json: { past_exec_ref: flows.done } })).refused(400);
  expect(refused.details).toContain(`There is no execution '${flows.done}' of 'Fail' to run again`);
});

test("an execution of a workflow that is gone keeps the last name that it had", async () => {
  const blink = await start();
  const id = await startRun(blink, flows.greet, who);
  const show = async () => (await blink.request("GET", `/executions/${id}`)).ok();
  (await blink.request("PUT", `/playbooks/${flows.greet}/rename`, { json: { name: "Welcome" } })).ok();
  expect(await show()).toMatchObject({ playbook_name: "Greet", last_playbook_name: "Welcome" });
  (await blink.request("DELETE", `/playbooks/${flows.greet}`)).ok();
  expect(await show()).toMatchObject({ playbook_name: "Greet", last_playbook_name: "Welcome", playbook_deleted: true });
});

test("a run that is under way goes on with its own workflow, whatever becomes of that and of the key", async () => {
  const blink = await start();
  const key = keys.owner;
  const id = await startRun(blink, flows.greet, who, { key });
  (await blink.request("POST", `/playbooks/${flows.greet}/public`, { json: { playbook: workflowYaml([]) } })).ok();
  (await blink.request("DELETE", `/playbooks/${flows.greet}`)).ok();
  const rotated = (await blink.request("POST", `/apikey/${ids.ownerKey}/rotate`)).ok<{ api_key: string }>();
  (await blink.request("GET", `/executions/${id}`)).refused(401);
  blink.sandbox.clock.advance("PT1M");
  const run = (await blink.request("GET", `/executions/${id}`, { key: rotated.api_key })).ok();
  expect(run).toMatchObject({ state: "Completed", playbook_deleted: true, last_playbook_name: "Greet" });
});

test("what an execution did is in its history, step by step", async () => {
  const blink = await start();
  const id = await startRun(blink, flows.greet, who);
  blink.sandbox.clock.advance("PT3S");
  const history = (await blink.request("GET", `/executions/${id}/action_history`)).ok<{ results: object[] }>();
  expect(history.results).toMatchObject([
    { step_id: "S1", cmd: "internal.SetVariables", state: "Completed" },
    { step_id: "S2", cmd: "internal.print", state: "Running" },
  ]);
  const q = { filter: { state: "Completed" }, select: ["step_id"] };
  expect((await blink.request("GET", `/executions/${id}/steps`, { q })).rows()).toEqual([{ step_id: "S1" }]);
});

test("more runs at a time than fit are refused, and nothing of them stays", async () => {
  const blink = await start();
  blink.sandbox.transact(() => {
    const { executions } = blink.state;
    const { seq: _seq, id: _id, ...planted } = [...executions.all()][0] ?? expect.unreachable();
    for (let at = 0; at < 5000; at += 1)
      executions.insert({ ...planted, id: `x${at}`, state: "Running", stage: "reaching" });
  });
  const before = blink.snapshot();
  const answer = await blink.request("POST", `/playbooks/${flows.greet}/execute`, { json: who });
  expect(answer.refused(400).details).toContain("5000 executions are under way");
  expect(blink.snapshot()).toBe(before);
});
