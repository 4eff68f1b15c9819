import { expect, test } from "vitest";
import { startServer } from "./answering-server.ts";
import { followRun, showRun, startRun } from "./follow-run.ts";
import { smallBlink } from "./small-blink.ts";
import { workflowYaml } from "./small-workflows.ts";
import { NOW } from "./start-blink.ts";
import { startVaults, type Vaults } from "./start-vaults.ts";
import { doorOf } from "./use-action.ts";
import { vaultKeys } from "./vault-parts.ts";

const HOUR = 3_600_000;
/** More than a call to this machine takes, and less than any step of time here. */
const CALL = 30_000;

const flows = {
  http: "30000000-0000-4000-8000-000000000001",
  action: "30000000-0000-4000-8000-000000000002",
  chain: "30000000-0000-4000-8000-000000000003",
  short: "30000000-0000-4000-8000-000000000004",
} as const;

const byHttp = {
  ...{ id: "S1", action: "http.requestV2" },
  inputs: { URL: `${doorOf("passwordstate")}/api/passwordlists`, Headers: `APIKey: ${vaultKeys.systemWide}` },
};
const byAction = {
  ...{ id: "S1", action: "passwordstate.get_password", connections: { passwordstate: "prod" } },
  inputs: { "Password ID": 3400 },
};
const sleep = { id: "S2", action: "internal.Sleep", inputs: { Duration: 30, Unit: "Minutes" } };
const outputs = { status: "{{ steps.S1.status }}" };

const workflows = [
  { id: flows.http, name: "By HTTP", yaml: workflowYaml([byHttp], { outputs }), run: { pending: "PT1M" } },
  { id: flows.action, name: "By action", yaml: workflowYaml([byAction], { outputs }), run: { pending: "PT1M" } },
  {
    ...{ id: flows.chain, name: "Chain", run: { pending: "PT1M" } },
    yaml: workflowYaml([byAction, sleep, { ...byHttp, id: "S3" }], { outputs }),
  },
  {
    ...{ id: flows.short, name: "Short", run: { pending: "PT0S", timeout: "PT0.2S" } },
    yaml: workflowYaml([{ id: "S1", action: "http.requestV2", inputs: { URL: "{{ inputs.url }}" } }]),
  },
];

const [platform, ...others] = smallBlink.workspaces;
const attributes = { "API Address": `${doorOf("passwordstate")}/api`, "API Key": vaultKeys.systemWide };
const blink = {
  ...smallBlink,
  workspaces: [
    {
      ...platform,
      connections: [{ name: "prod", type: "passwordstate", attributes }],
      packs: [{ name: "Calls", workflows }],
    },
    ...others,
  ],
};

async function start(how: "frozen" | "running"): Promise<Vaults> {
  const vaults = await startVaults({ blink });
  if (how === "running") vaults.sandbox.clock.run();
  return vaults;
}

const clocks = ["frozen", "running"] as const;
const ways = ["PT59M", "PT2H", "P1D"].flatMap((far) =>
  clocks.flatMap((how) => (["http", "action"] as const).map((flow) => [how, far, flow] as const)),
);

test.each(ways)(
  "a %s clock moved by %s lets a run by %s call out, and dates the call at when it was due",
  async (...given) => {
    const [how, far, flow] = given;
    const vaults = await start(how);
    const id = await startRun(vaults, flows[flow]);
    vaults.sandbox.clock.advance(far);
    const run = await followRun(vaults, id);
    expect(run).toMatchObject({ state: "Completed", steps: [{ state: "Completed" }] });
    expect(vaults.journal("passwordstate")).toMatchObject([{ status: 200 }]);
    // On a clock that runs, a moment passes between the request and its run.
    const began = (run.started_at ?? 0) - run.created_at;
    expect(began).toBeGreaterThanOrEqual(60_000);
    expect(began).toBeLessThan(60_000 + CALL);
    const took = (run.finished_at ?? 0) - (run.started_at ?? 0);
    expect(took).toBeGreaterThanOrEqual(0);
    expect(took).toBeLessThan(CALL);
    expect(run.steps[0]?.finished_at).toBe(run.finished_at);
  },
);

test.each(clocks)("a %s clock moved past a whole chain dates what follows a call by when it was due", async (how) => {
  const vaults = await start(how);
  const id = await startRun(vaults, flows.chain);
  vaults.sandbox.clock.advance("P1D");
  const { state, created_at, finished_at, steps } = await followRun(vaults, id);
  expect({ state, steps: steps.map((step) => step.state) }).toEqual({
    ...{ state: "Completed", steps: ["Completed", "Completed", "Completed"] },
  });
  const [called, slept] = steps;
  expect(slept?.started_at).toBe(called?.finished_at);
  expect((slept?.finished_at ?? 0) - (slept?.started_at ?? 0)).toBe(HOUR / 2);
  expect((finished_at ?? 0) - created_at).toBeLessThan(HOUR / 2 + 60_000 + 3 * CALL);
});

test("a call on a clock that stands takes no time", async () => {
  const vaults = await start("frozen");
  const id = await startRun(vaults, flows.http);
  vaults.sandbox.clock.advance("PT1M");
  expect(await followRun(vaults, id)).toMatchObject({ started_at: NOW + 60_000, finished_at: NOW + 60_000 });
});

test.each(clocks)(
  "who waits for a run that calls out is answered with its outputs when a %s clock is moved far",
  async (how) => {
    const vaults = await start(how);
    const asked = vaults.request("POST", `/playbooks/${flows.action}/execute?run_sync=true&timeout=90`, { json: {} });
    while (vaults.state.executions.size < 1) await new Promise((resolve) => setImmediate(resolve));
    vaults.sandbox.clock.advance("PT2H");
    expect((await asked).ok()).toEqual({ status: "OK" });
  },
);

test("who waits while a call is out that does not come back is told so after the wall time", async () => {
  const vaults = await start("frozen");
  const server = await startServer();
  const url = `/playbooks/${flows.http}/execute?run_sync=true&timeout=1`;
  const [{ seq } = { seq: 0 }] = vaults.state.playbooks.where("workspace", platform.id);
  const step = { id: "S1", action: "http.requestV2", inputs: { URL: server.url } };
  vaults.sandbox.transact(() => vaults.state.playbooks.update(seq, { published: workflowYaml([step]) }));
  const asked = vaults.request("POST", url, { json: {} });
  while (vaults.state.executions.size < 1) await new Promise((resolve) => setImmediate(resolve));
  vaults.sandbox.clock.advance("PT2H");
  (await asked).refused(408);
});

test.each(clocks)("a call that takes longer than its run may, in wall time too, ends it on a %s clock", async (how) => {
  const vaults = await start(how);
  const server = await startServer();
  const id = await startRun(vaults, flows.short, { url: server.url });
  await server.asked(1);
  if (how === "frozen") {
    expect((await showRun(vaults, id)).state).toBe("Running");
    vaults.sandbox.clock.advance("PT2H");
  }
  const run = await followRun(vaults, id);
  expect(run).toMatchObject({ state: "Timeout", steps: [{ state: "Failed" }] });
  expect((run.finished_at ?? 0) - (run.started_at ?? 0)).toBe(200);
  await server.answerAll();
  expect(await showRun(vaults, id)).toMatchObject({ state: "Timeout", finished_at: run.finished_at });
});
