import { request } from "node:http";
import { expect, test } from "vitest";
import { followRun, showRun, startRun } from "./follow-run.ts";
import { ids, keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { NOW, type RunningBlink, startBlink } from "./start-blink.ts";

const start = (assumptions: Readonly<Record<string, string>> = {}) => startBlink(blinkWithWorkflows, assumptions);
const who = { input_values: { who: "Mira" } };

/** A workflow of a test's own, published. */
async function publish(blink: RunningBlink, steps: readonly object[], more: object = {}): Promise<string> {
  const json = { name: "Own", playbook: workflowYaml(steps, more) };
  return String((await blink.request("POST", "/playbooks", { json })).ok().id);
}

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

test("a run that is waited for answers with its outputs, as soon as the clock lets it", async () => {
  const blink = await start();
  const answer = blink.request("POST", `/playbooks/${flows.greet}/execute?run_sync=true`, { json: who });
  while (blink.state.executions.size < 3) await new Promise((resolve) => setImmediate(resolve));
  blink.sandbox.clock.advance("PT30S");
  expect((await answer).ok()).toEqual({ words: "Hello Mira!", times: 1, status: "OK" });
});

test("on a clock that runs, a run comes to its end by itself, waited for or asked about", async () => {
  const blink = await start();
  blink.sandbox.clock.run();
  const run = await followRun(blink, await startRun(blink, flows.quick, who));
  expect(run.state).toBe("Completed");
  expect((run.finished_at ?? 0) - run.created_at).toBeGreaterThanOrEqual(40);
  const answer = await blink.request("POST", `/playbooks/${flows.quick}/execute?run_sync=true`, { json: who });
  expect(answer.ok()).toMatchObject({ words: "Hello Mira!" });
});

test("without durations a run that is waited for answers at once, though the clock stands", async () => {
  const blink = await start({ "run-durations": "none" });
  const workflow = await publish(blink, [{ id: "S1", action: "internal.print", inputs: { text: 7 } }], {
    outputs: { said: "{{ steps.S1.output }}" },
  });
  const answer = await blink.request("POST", `/playbooks/${workflow}/execute?run_sync=true`, { json: {} });
  expect(answer.ok()).toEqual({ said: 7 });
});

test.each([
  [{}, 408],
  [{ "sync-timeout-status": "504" }, 504],
] as const)(
  "a frozen clock keeps nobody: with %j who waits is told after the wall time with %i",
  async (choices, status) => {
    const blink = await start(choices);
    const answer = await blink.request("POST", `/playbooks/${flows.nap}/execute?run_sync=true&timeout=1`, { json: {} });
    expect(answer.refused(status)).toMatchObject({ message: "Can not execute playbook" });
    const newest = [...blink.state.executions.all()].at(-1);
    expect(newest?.state).toBe("Running");
    expect(answer.refused(status).details).toContain(newest?.id);
  },
);

test.each([
  [{}, 400],
  [{ "sync-failure-status": "500" }, 500],
] as const)(
  "with %j a run that fails while it is waited for is an error of %i that says why",
  async (choices, status) => {
    const blink = await start({ ...choices });
    const json = { input_values: { what: "ink" } };
    const answer = blink.request("POST", `/playbooks/${flows.fail}/execute?run_sync=true`, { json });
    while (blink.state.executions.size < 3) await new Promise((resolve) => setImmediate(resolve));
    blink.sandbox.clock.advance("PT30S");
    const newest = [...blink.state.executions.all()].at(-1);
    expect((await answer).refused(status)).toMatchObject({
      ...{ message: "Can not execute playbook", details: `Execution ${newest?.id} is Failed: no ink left` },
    });
    expect(await showRun(blink, newest?.id ?? "")).toMatchObject({
      ...{ state: "Failed", error_details: { message: "no ink left", error_code: "1" } },
      steps: [{ state: "Completed" }, { state: "Skipped" }],
    });
  },
);

test.each(["Completed", "Failed", "Cancelled", "Timeout", "Skipped", "Paused"])(
  "a fixture can let the runs of a workflow end as %s",
  async (ends) => {
    const [platform, ...others] = blinkWithWorkflows.workspaces;
    const yaml = workflowYaml([{ id: "S1", action: "internal.print" }]);
    const workflow = { id: flows.greet, name: "Ends", yaml, run: { pending: "PT1S", steps: { S1: "PT1S" }, ends } };
    const workspace = { ...platform, executions: [], packs: [{ name: "p", workflows: [workflow] }] };
    const blink = await startBlink({ ...blinkWithWorkflows, workspaces: [workspace, ...others] });
    const id = await startRun(blink, flows.greet);
    blink.sandbox.clock.advance("PT1S");
    expect(await showRun(blink, id)).toMatchObject({ state: "Running" });
    blink.sandbox.clock.advance("PT1S");
    expect(await showRun(blink, id)).toMatchObject({ state: ends, finished_at: NOW + 2000 });
  },
);

test("a run ends as Timeout when its time is over, and what it had not done is skipped", async () => {
  const [platform, ...others] = blinkWithWorkflows.workspaces;
  const yaml = workflowYaml([
    { id: "S1", action: "internal.Sleep", inputs: { Duration: 1, Unit: "Days" } },
    { id: "S2", action: "internal.print" },
  ]);
  const workflow = { id: flows.nap, name: "Long", yaml, run: { pending: "PT0S", timeout: "PT5M" } };
  const workspace = { ...platform, executions: [], packs: [{ name: "p", workflows: [workflow] }] };
  const blink = await startBlink({ ...blinkWithWorkflows, workspaces: [workspace, ...others] });
  const id = await startRun(blink, flows.nap);
  blink.sandbox.clock.advance("P2D");
  expect(await showRun(blink, id)).toMatchObject({
    ...{ state: "Timeout", started_at: NOW, finished_at: NOW + 300_000 },
    steps: [{ state: "Failed" }, { state: "Skipped" }],
  });
});

test.each([
  ["an action that there is not", { id: "S1", action: "core.bash", inputs: {} }, "S1: No such method"],
  [
    "a type of variable that there is not",
    { id: "S1", action: "internal.SetVariables", inputs: { Variables: [{ Name: "n", Type: "number", Value: 1 }] } },
    "S1: SetVariableInvalidTypeErr",
  ],
  [
    "an expression that cannot be followed",
    { id: "S1", action: "internal.print", inputs: { text: "{{ foo.bar }}" } },
    "S1: An expression names 'foo'",
  ],
  [
    "a sleep of no length",
    { id: "S1", action: "internal.Sleep", inputs: { Duration: "long" } },
    "S1: Duration must be a number",
  ],
  [
    "a connection that is not there",
    { id: "S1", action: "passwordstate.add_password", connections: { passwordstate: "gone" }, inputs: {} },
    "S1: connection for passwordstate is required for execution, but was not found",
  ],
  [
    "a connection of another type",
    { id: "S1", action: "http.requestV2", connections: { http_custom: "vault" }, inputs: {} },
    "S1: connection for http_custom is required",
  ],
])("%s fails its step and its run", async (_what, step, message) => {
  const blink = await start({ "run-durations": "none" });
  const workflow = await publish(blink, [step, { id: "S2", action: "internal.print" }]);
  const run = await followRun(blink, await startRun(blink, workflow));
  expect(run).toMatchObject({ state: "Failed", steps: [{ state: "Failed" }, { state: "Skipped" }] });
  expect(run.error_details.message).toContain(message);
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

test("a run is cancelled or completed while it is under way, and not after", async () => {
  const blink = await start();
  const waiting = await startRun(blink, flows.nap);
  const cancelled = await blink.request("POST", `/executions/${waiting}/cancel`, { json: { reason: "too long" } });
  expect(cancelled.ok<string>()).toBe(waiting);
  expect(await showRun(blink, waiting)).toMatchObject({
    state: "Cancelled",
    cancel_reason: "too long",
    finished_at: NOW,
  });
  const again = await blink.request("POST", `/executions/${waiting}/cancel`);
  expect(again.refused(400).message).toBe("Cannot cancel execution, it is not in a running state");
  blink.sandbox.clock.advance("P1D");
  expect(await showRun(blink, waiting)).toMatchObject({ state: "Cancelled", finished_at: NOW });
  const second = await startRun(blink, flows.nap);
  expect((await blink.request("POST", `/executions/${second}/complete`)).ok()).toMatchObject({ state: "Completed" });
  expect((await blink.request("POST", `/executions/${second}/complete`)).refused(400).message).toContain("complete");
  const planted = await blink.request("POST", `/executions/${flows.going}/cancel`);
  expect(planted.ok<string>()).toBe(flows.going);
  expect(blink.sandbox.clock.timers.size).toBe(0);
});

test("who waits for a run that is cancelled is told so at once", async () => {
  const blink = await start();
  const answer = blink.request("POST", `/playbooks/${flows.nap}/execute?run_sync=true`, { json: {} });
  while (blink.state.executions.size < 3) await new Promise((resolve) => setImmediate(resolve));
  const newest = [...blink.state.executions.all()].at(-1)?.id ?? "";
  (await blink.request("POST", `/executions/${newest}/cancel`)).ok();
  expect((await answer).refused(400).details).toBe(`Execution ${newest} is Cancelled`);
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

test("a client that hangs up while it waits leaves its run to go on", async () => {
  const blink = await start();
  const path = `/api/v1/playbooks/${flows.greet}/execute?run_sync=true`;
  const headers = { "BLINK-API-KEY": keys.owner, "Content-Type": "application/json" };
  const socket = request({ host: "127.0.0.1", port: blink.port, method: "POST", path, headers });
  const gone = new Promise((resolve) => socket.on("error", resolve));
  socket.end(JSON.stringify(who));
  while (blink.state.executions.size < 3) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy(new Error("hung up"));
  await gone;
  blink.sandbox.clock.advance("PT1M");
  const newest = [...blink.state.executions.all()].at(-1)?.id ?? "";
  expect(await showRun(blink, newest)).toMatchObject({ state: "Completed", finished_at: NOW + 6000 });
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
