import { request } from "node:http";
import { expect, test } from "vitest";
import { followRun, publish, showRun, startRun } from "./follow-run.ts";
import { keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows } from "./small-workflows.ts";
import { NOW, startBlink } from "./start-blink.ts";

const start = (assumptions: Readonly<Record<string, string>> = {}) => startBlink(blinkWithWorkflows, assumptions);
const who = { input_values: { who: "Mira" } };

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

test("who waits for a run that is cancelled is told so at once", async () => {
  const blink = await start();
  const answer = blink.request("POST", `/playbooks/${flows.nap}/execute?run_sync=true`, { json: {} });
  while (blink.state.executions.size < 3) await new Promise((resolve) => setImmediate(resolve));
  const newest = [...blink.state.executions.all()].at(-1)?.id ?? "";
  (await blink.request("POST", `/executions/${newest}/cancel`)).ok();
  expect((await answer).refused(400).details).toBe(`Execution ${newest} is Cancelled`);
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
