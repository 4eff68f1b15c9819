import { Agent } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { section } from "../../mocks/blink/section.ts";
import { bringBackSnapshot, takeSnapshot } from "../../src/engine/snapshot.ts";
import { faultPlan, toFaultRow } from "../../src/http/faults/fault.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { startServer } from "./answering-server.ts";
import { followRun, showRun, startRun } from "./follow-run.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { type Asked, ask, NOW } from "./start-blink.ts";
import { startVaults, type Vaults } from "./start-vaults.ts";
import { doorOf } from "./use-action.ts";
import { vaultKeys } from "./vault-parts.ts";

const who = { input_values: { who: "Mira" } };

/** Whoever asks the Blink of one sandbox. */
async function askAt(vaults: Vaults, sandbox: string) {
  const { port } = await vaults.open("blink", { sandbox });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  return { request: (method: string, path: string, asked: Asked = {}) => ask(agent, port, method, path, asked) };
}

const start = (assumptions: Readonly<Record<string, string>> = {}) =>
  startVaults({ blink: blinkWithWorkflows, assumptions });

/** A workflow that reads a record of the vault of its sandbox. */
const readRecord = workflowYaml(
  [
    {
      id: "S1",
      action: "http.requestV2",
      inputs: {
        Method: "GET",
        URL: `${doorOf("passwordstate")}/api/passwordlists`,
        Headers: `APIKey: ${vaultKeys.systemWide}`,
      },
    },
  ],
  { name: "Lists", outputs: { status: "{{ steps.S1.output.status }}" } },
);

async function addWorkflow(vaults: Vaults, playbook: string): Promise<string> {
  return String((await vaults.request("POST", "/playbooks", { json: { playbook } })).ok().id);
}

test("a fork taken while a run goes on has that run too, and each moves by its own clock", async () => {
  const vaults = await start();
  const id = await startRun(vaults, flows.greet, who);
  vaults.sandbox.clock.advance("PT2S");
  const fork = vaults.sandboxes.fork("default", "fork");
  vaults.sandbox.clock.advance("PT1M");
  expect(await showRun(vaults, id)).toMatchObject({ state: "Completed", finished_at: NOW + 6000 });
  const there = await askAt(vaults, "fork");
  expect(await showRun(there, id)).toMatchObject({ state: "Running", finished_at: null });
  fork.clock.advance("P1D");
  expect(await showRun(there, id)).toMatchObject({ state: "Completed", finished_at: NOW + 6000 });
});

test("what time has done in a fork that nobody asked anything shows as soon as somebody does", async () => {
  const vaults = await start();
  const id = await startRun(vaults, flows.greet, who);
  const fork = vaults.sandboxes.fork("default", "fork");
  fork.clock.advance("P1D");
  const there = await askAt(vaults, "fork");
  const rows = (await there.request("GET", "/executions", { q: { filter: { id } } })).rows();
  expect(rows).toMatchObject([{ state: "Completed", started_at: NOW + 1000, finished_at: NOW + 6000 }]);
  expect((await showRun(vaults, id)).state).toBe("Pending");
});

test("a step that calls out calls the vault of the sandbox that it runs in, and no other journal moves", async () => {
  const vaults = await start({ "run-durations": "none" });
  const workflow = await addWorkflow(vaults, readRecord);
  vaults.sandboxes.fork("default", "fork");
  const there = await askAt(vaults, "fork");
  const run = await followRun(there, await startRun(there, workflow));
  expect(run.state).toBe("Completed");
  expect(vaults.journal("passwordstate", "fork")).toMatchObject([{ status: 200 }]);
  expect(vaults.journal("passwordstate")).toEqual([]);
  expect(vaults.journals()).not.toContain(vaultKeys.systemWide);
});

test("a step calls out with the connection that it names, and no journal shows its secret", async () => {
  const vaults = await start({ "run-durations": "none" });
  const connection_type_id = vaults.state.connectionTypes.find("name", "passwordstate")?.id;
  const attributes = {
    "API Address": { value: `${doorOf("passwordstate")}/api` },
    "API Key": { value: vaultKeys.systemWide },
  };
  const json = { name: "own-vault", connection_type_id, attributes };
  const connection = (await vaults.request("POST", "/connections", { json })).ok();
  const step = {
    ...{ id: "S1", action: "http.requestV2", connections: { passwordstate: "own-vault" } },
    inputs: { Method: "GET", URL: `${doorOf("passwordstate")}/api/passwordlists` },
  };
  const outputs = { status: "{{ steps.S1.output.status }}", first: "{{ steps.S1.output.body[0].PasswordListID }}" };
  const workflow = await addWorkflow(vaults, workflowYaml([step], { name: "Lists by connection", outputs }));
  const answer = await vaults.request("POST", `/playbooks/${workflow}/execute?run_sync=true`, { json: {} });
  expect(answer.ok()).toEqual({ status: 200, first: expect.any(Number) });
  expect(vaults.journal("passwordstate")).toMatchObject([{ status: 200, caller: { credential: "System Wide" } }]);
  (await vaults.request("DELETE", `/connections/${String(connection.id)}`)).ok();
  const gone = await followRun(vaults, await startRun(vaults, workflow));
  expect(gone.error_details.message).toContain("connection for passwordstate is required for execution");
  expect(vaults.journals()).not.toContain(vaultKeys.systemWide);
});

test("a fork taken while a call is out makes that call itself", async () => {
  const vaults = await start({ "run-durations": "none" });
  const server = await startServer();
  const id = await startRun(vaults, flows.read, { url: server.url });
  await server.asked(1);
  vaults.sandboxes.fork("default", "fork");
  const there = await askAt(vaults, "fork");
  expect((await showRun(there, id)).state).toBe("Running");
  await server.asked(2);
  server.answerAll();
  for (const one of [vaults, there]) expect((await followRun(one, id)).state).toBe("Completed");
});

test.each(["reset", "rewind", "restore"] as const)(
  "a %s while runs go on ends what is under way, and new ones go on from there",
  async (how) => {
    const vaults = await start();
    const server = await startServer();
    const kept = takeSnapshot(vaults.sandbox);
    (await vaults.request("GET", "/executions")).ok();
    const seq = vaults.sandbox.journal.entries().at(-1)?.seq ?? 0;
    const out = await startRun(vaults, flows.read, { url: server.url });
    const waiting = await startRun(vaults, flows.nap);
    await server.asked(1);
    if (how === "reset") vaults.sandbox.reset();
    else if (how === "rewind") vaults.sandbox.rewind(seq, "after");
    else bringBackSnapshot(vaults.sandbox, kept);
    server.answerAll();
    expect(vaults.sandbox.clock.timers.size).toBe(0);
    for (const id of [out, waiting]) (await vaults.request("GET", `/executions/${id}`)).refused(404);
    const again = await startRun(vaults, flows.greet, who);
    vaults.sandbox.clock.advance("PT1M");
    expect((await showRun(vaults, again)).state).toBe("Completed");
  },
);

test("a rewind to where a run was under way lets it go on from there", async () => {
  const vaults = await start();
  const id = await startRun(vaults, flows.greet, who);
  vaults.sandbox.clock.advance("PT2S");
  expect((await showRun(vaults, id)).state).toBe("Running");
  const seq = vaults.sandbox.journal.entries().at(-1)?.seq ?? 0;
  vaults.sandbox.clock.advance("PT1M");
  expect((await showRun(vaults, id)).state).toBe("Completed");
  vaults.sandbox.rewind(seq, "after");
  expect((await showRun(vaults, id)).state).toBe("Running");
  vaults.sandbox.clock.advance("PT1M");
  expect(await showRun(vaults, id)).toMatchObject({ state: "Completed", finished_at: NOW + 6000 });
});

test("a run that is brought back in another sandbox by a snapshot goes on there", async () => {
  const vaults = await start();
  const id = await startRun(vaults, flows.greet, who);
  const kept = takeSnapshot(vaults.sandbox);
  const other = vaults.sandboxes.fork("default", "other");
  bringBackSnapshot(other, kept);
  other.clock.advance("PT1M");
  expect((await showRun(await askAt(vaults, "other"), id)).state).toBe("Completed");
});

test("whoever waits when the sandbox is reset is let go without an answer", async () => {
  const vaults = await start();
  const answer = vaults.request("POST", `/playbooks/${flows.nap}/execute?run_sync=true`, { json: {} });
  const gone = expect(answer).rejects.toThrow();
  while (vaults.state.executions.size < 3) await new Promise((resolve) => setImmediate(resolve));
  vaults.sandbox.reset();
  await gone;
});

test("two runs at once do not get into each other's way", async () => {
  const vaults = await start();
  const runs = await Promise.all(
    ["Ivo", "Noor"].map(async (name) => ({ name, id: await startRun(vaults, flows.greet, { who: name }) })),
  );
  expect(runs.map(({ id }) => id)).toHaveLength(new Set(runs.map(({ id }) => id)).size);
  vaults.sandbox.clock.advance("PT1M");
  for (const { name, id } of runs) {
    const outputs = (await vaults.request("GET", `/executions/${id}/outputs`)).ok();
    expect(outputs).toMatchObject({ words: `Hello ${name}!` });
  }
});

test("a thousand runs wait for the clock, and it finishes them all before whoever moved it goes on", async () => {
  const vaults = await start();
  const all: string[] = [];
  for (let at = 0; at < 1000; at += 1) all.push(await startRun(vaults, flows.nap));
  const { executions } = vaults.sandbox.state(section);
  expect(executions.count("active", 1)).toBe(1000);
  const cancelled = all[500] ?? "";
  (await vaults.request("POST", `/executions/${cancelled}/cancel`)).ok();
  expect(vaults.sandbox.clock.timers.size).toBe(999);
  vaults.sandbox.clock.advance("PT2H");
  expect(executions.count("active", 1)).toBe(0);
  expect(vaults.sandbox.clock.timers.size).toBe(0);
  const q = { filter: { state: "Completed", playbook_id: flows.nap }, limit: 1 };
  expect((await vaults.request("GET", "/executions", { q })).ok()).toMatchObject({ total: 999 });
  expect((await showRun(vaults, cancelled)).state).toBe("Cancelled");
});

test("the clock of a run that a fault skews for one request is the vault's own", async () => {
  const vaults = await start();
  const { sandbox } = vaults;
  const fault = toFaultRow(faultPlan.parse({ times: 1, effect: { kind: "skew", ms: 3_600_000 } }));
  sandbox.transact(() => sandbox.state(httpSection).faults.insert(fault));
  const id = await startRun(vaults, flows.greet, who);
  sandbox.clock.advance("PT6S");
  expect(await showRun(vaults, id)).toMatchObject({ state: "Completed", created_at: NOW + 3_600_000 });
});

test("a call that comes back after its run was cancelled changes nothing", async () => {
  const vaults = await start({ "run-durations": "none" });
  const server = await startServer();
  const id = await startRun(vaults, flows.read, { url: server.url });
  await server.asked(1);
  (await vaults.request("POST", `/executions/${id}/cancel`)).ok();
  await server.answerAll();
  expect(await showRun(vaults, id)).toMatchObject({ state: "Cancelled", steps: [{ state: "Failed" }] });
});

test("only so many calls are out at a time, and all of them come to their end", async () => {
  const vaults = await start({ "run-durations": "none" });
  const server = await startServer();
  const all: string[] = [];
  for (let at = 0; at < 120; at += 1) all.push(await startRun(vaults, flows.read, { url: server.url }));
  await server.asked(100);
  expect(server.open()).toBe(100);
  server.answerFromNowOn();
  for (const id of all) expect((await followRun(vaults, id)).state).toBe("Completed");
});
