import { expect, test } from "vitest";
import { startServer } from "./answering-server.ts";
import { followRun, publish, showRun, startRun } from "./follow-run.ts";
import { ids } from "./small-blink.ts";
import { blinkWithWorkflows, workflowYaml } from "./small-workflows.ts";
import { startBlink } from "./start-blink.ts";
import { startVaults } from "./start-vaults.ts";
import { doorOf } from "./use-action.ts";
import { vaultKeys } from "./vault-parts.ts";

const print = (id: string, more: object = {}) => ({ id, action: "internal.print", inputs: { text: id }, ...more });

test("a step that is switched off is skipped, and the run goes on", async () => {
  const blink = await startBlink(blinkWithWorkflows, { "run-durations": "none" });
  const steps = [
    print("S1", { when: "false" }),
    print("S2"),
    print("S3", { when: false }),
    print("S4", { when: "true" }),
  ];
  const id = await startRun(blink, await publish(blink, steps, { outputs: { first: "{{ steps.S1.output }}" } }));
  blink.sandbox.clock.advance("PT1S");
  const run = await showRun(blink, id);
  expect(run.state).toBe("Completed");
  expect(run.steps.map(({ step_id, state }) => `${step_id} ${state}`)).toEqual([
    ...["S1 Skipped", "S2 Completed", "S3 Skipped", "S4 Completed"],
  ]);
  expect((await blink.request("GET", `/executions/${id}/outputs`)).ok()).toEqual({ first: null });
});

test.each([
  ["on-prem", undefined, "on-prem"],
  ["blink_cloud", undefined, "blink_cloud"],
  ["blink_cloud", "on-prem", "on-prem"],
  ["gone", undefined, "on-prem"],
  ["", undefined, "on-prem"],
])("a workflow with runner '%s', asked to run on %s, runs on %s", async (written, asked, where) => {
  const blink = await startBlink(blinkWithWorkflows);
  const workflow = await publish(blink, [print("S1")], { runner: written });
  const id = await startRun(blink, workflow, asked === undefined ? {} : { runner: asked });
  const { runner_group_id } = (await blink.request("GET", `/executions/${id}`)).ok();
  const groups = (await blink.request("GET", `/workspace/${ids.platform}/runner_groups`)).rows();
  expect(groups.find((group) => group.id === runner_group_id)?.name).toBe(where);
});

test("a required input with the name of something that every object has is missing like any other", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  const inputs = { constructor: { type: "text", required: true } };
  const path = `/playbooks/${await publish(blink, [print("S1")], { inputs })}/execute`;
  expect((await blink.request("POST", path, { json: {} })).refused(400).details).toBe(
    "The input 'constructor' is required.",
  );
  (await blink.request("POST", path, { json: { constructor: "x" } })).ok();
});

test("POST playbooks publishes and activates what says that it is active, where the switch says so", async () => {
  const blink = await startBlink(blinkWithWorkflows, { "create-publishes": "when active is true" });
  const playbook = workflowYaml([print("S1")]);
  const made = await blink.request("POST", "/playbooks", { json: { name: "quiet", playbook } });
  expect(made.ok()).toMatchObject({ active: false, is_published: false });
  const loud = await blink.request("POST", "/playbooks", { json: { name: "loud", playbook, active: true } });
  expect(loud.ok()).toMatchObject({ active: true, is_published: true });
});

test("a step that calls out and asks for all pages gives its output as results, whatever its action", async () => {
  const blink = await startBlink(blinkWithWorkflows, { "run-durations": "none" });
  const server = await startServer();
  server.answerFromNowOn();
  const call = (id: string, more: object) => ({ id, action: "http.requestV2", inputs: { URL: server.url, ...more } });
  const steps = [call("S1", { auto_pagination: true }), call("S2", {}), call("S3", { auto_pagination: "maybe" })];
  const run = await followRun(blink, await startRun(blink, await publish(blink, steps)));
  const [paged, plain, wrong] = run.steps;
  expect(plain?.output).toMatchObject({ status: 200, body: { ok: true } });
  expect(paged?.output).toMatchObject({ results: [{ status: 200, body: { ok: true } }] });
  expect(wrong).toMatchObject({ state: "Failed", error_data: "'auto_pagination' has to be true or false." });
  expect(server.heard).toHaveLength(2);
});

test("the passwords of a list are the results when all pages are asked for", async () => {
  const vaults = await startVaults({ blink: blinkWithWorkflows, assumptions: { "run-durations": "none" } });
  const [{ id: type } = { id: "" }] = [vaults.state.connectionTypes.find("name", "passwordstate")].flatMap(
    (row) => row ?? [],
  );
  const attributes = {
    "API Address": { value: `${doorOf("passwordstate")}/api` },
    "API Key": { value: vaultKeys.list },
  };
  const json = { name: "list-vault", connection_type_id: type, attributes };
  (await vaults.request("POST", "/connections", { json })).ok();
  const step = {
    ...{ id: "S1", action: "passwordstate.get_passwords_in_list", connections: { passwordstate: "list-vault" } },
    inputs: { "Password List ID": 57, auto_pagination: true },
  };
  const run = await followRun(vaults, await startRun(vaults, await publish(vaults, [step])));
  expect(run.steps[0]?.output).toMatchObject({ results: [{ Title: "web-01 root" }, { Title: "web-02 root" }] });
});
