import { Agent } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { start } from "../control/start.ts";
import { blinkWithWorkflows, flows } from "./small-workflows.ts";
import { type Asked, ask } from "./start-blink.ts";

/** A fauxvault with Blink in it, as it is served: steered by the control API alone. */
async function startSteered() {
  const fixture = { fauxvault: 1, clock: { at: "2026-07-02T09:05:41Z", frozen: true }, blink: blinkWithWorkflows };
  const { running, client, troubles } = await start({ fixture });
  const door = running.status().doors.find(({ product }) => product === "blink");
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => {
    agent.destroy();
    expect(troubles).toEqual([]);
  });
  const request = (method: string, path: string, asked: Asked = {}) => ask(agent, door?.port ?? 0, method, path, asked);
  return { request, sandbox: client.sandbox("default") };
}

const who = { input_values: { who: "Mira" } };

test("when the control API answers that the clock was moved, the runs that were due have ended", async () => {
  const { request, sandbox } = await startSteered();
  const runs = await Promise.all(
    Array.from({ length: 20 }, async () =>
      (await request("POST", `/playbooks/${flows.greet}/execute`, { json: who })).ok<{ execution_id: string }>(),
    ),
  );
  const states = async () => {
    const read = runs.map(({ execution_id }) => request("GET", `/executions/${execution_id}`));
    return new Set((await Promise.all(read)).map((answer) => answer.ok().state));
  };

  await sandbox.setClock({ advance: "PT2S" });
  expect(await states()).toEqual(new Set(["Running"]));
  await sandbox.setClock({ advance: "PT4S" });
  expect(await states()).toEqual(new Set(["Completed"]));
});

test("who waits for a run that sleeps for hours is answered as soon as the clock is moved past it", async () => {
  const { request, sandbox } = await startSteered();
  const waiting = request("POST", `/playbooks/${flows.nap}/execute?run_sync=true&timeout=600`, { json: {} });
  // The run is there once a list shows it; only then is there something to move past.
  const q = { filter: { playbook_id: flows.nap } };
  while ((await request("GET", "/executions", { q })).rows().length === 0) await Promise.resolve();

  await sandbox.setClock({ advance: "PT3H" });

  const answer = await waiting;
  expect([200, 400, 408]).toContain(answer.status);
  const [run] = (await request("GET", "/executions", { q })).rows();
  expect(run).toMatchObject({ state: "Completed", duration: 2 * 3_600_000 });
});

test("executions that a fixture plants as under way stand still, however far the clock goes, until they are cancelled", async () => {
  const { request, sandbox } = await startSteered();
  await sandbox.setClock({ advance: "P30D" });
  expect((await request("GET", `/executions/${flows.going}`)).ok().state).toBe("Running");
  (await request("POST", `/executions/${flows.going}/cancel`)).ok();
  expect((await request("GET", `/executions/${flows.going}`)).ok().state).toBe("Cancelled");
});
