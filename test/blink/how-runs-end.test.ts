import { expect, test } from "vitest";
import { followRun, publish, showRun, startRun } from "./follow-run.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { NOW, startBlink } from "./start-blink.ts";

const start = (assumptions: Readonly<Record<string, string>> = {}) => startBlink(blinkWithWorkflows, assumptions);

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
