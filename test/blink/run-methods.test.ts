import { expect, test } from "vitest";
import { needTool, runTool } from "../authority/run-tool.ts";
import { ids, keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { startBlink } from "./start-blink.ts";

interface Texts {
  readonly rest: string;
  readonly cli: string;
}

const start = () => startBlink(blinkWithWorkflows);
const user = "owner@example.test";

test("the REST text runs the workflow exactly as it is printed, pasted into a shell", async (context) => {
  await needTool(context, "curl", "--version");
  await needTool(context, "bash", "--version");
  const blink = await start();
  const address = `http://127.0.0.1:${blink.port}`;
  const texts = (await blink.administer("workflows.run-methods", { user, workflow: "Greet", address })) as Texts;
  expect(texts.rest).toContain(`--header 'BLINK-API-KEY: ${keys.owner}'`);
  const { code, output } = await runTool("bash", ["-c", `export NO_PROXY='*'\n${texts.rest} 2>/dev/null`]);
  expect(code).toBe(0);
  const { execution_id } = JSON.parse(output) as { execution_id: string };
  expect(blink.state.executions.find("id", execution_id)).toMatchObject({
    ...{ playbook_id: flows.greet, inputs: { who: "<who>", times: 1 } },
  });
});

/** A workflow whose inputs have the names of a body's own members. */
const greedy = workflowYaml([{ id: "S1", action: "internal.print", inputs: { text: "{{ inputs.runner }}" } }], {
  name: "Greedy",
  inputs: Object.fromEntries(
    ["runner", "event", "callback", "trigger_type", "past_exec_ref", "input_values"].map((name) => [
      name,
      { type: "text" },
    ]),
  ),
});

test.each([
  ["inputs are named like members of the body", "Greedy", {}, { runner: "<runner>", input_values: "<input_values>" }],
  ["inputs are taken in input_values alone", "Greet", { "execute-inputs": "input_values alone" }, { who: "<who>" }],
])("the REST text runs as it is printed where %s", async (_where, workflow, assumptions, inputs) => {
  const blink = await startBlink(blinkWithWorkflows, assumptions);
  (await blink.request("POST", "/playbooks", { json: { name: "Greedy", playbook: greedy } })).ok();
  const { rest } = (await blink.administer("workflows.run-methods", { user, workflow })) as Texts;
  const [, path = "", data = ""] = /'https:\/\/app\.blinkops\.com(\S+)'[\s\S]*--data '(.*)'$/.exec(rest) ?? [];
  const { execution_id } = (await blink.request("POST", path, { json: JSON.parse(data) })).ok<{
    execution_id: string;
  }>();
  expect(blink.state.executions.find("id", execution_id)?.inputs).toMatchObject(inputs);
});

test("input_values that are null count as absent: the inputs are flat", async () => {
  const blink = await start();
  const json = { input_values: null, who: "Mira" };
  const { execution_id } = (await blink.request("POST", `/playbooks/${flows.greet}/execute`, { json })).ok();
  expect(blink.state.executions.find("id", String(execution_id))?.inputs).toEqual({ who: "Mira", times: 1 });
});

test.each([
  ["event", { automation_type: "event" }, true, "'Odd' is an event workflow: a webhook or polling runs it"],
  ["unpublished", {}, false, "'Odd' has never been published: publish it"],
])("there are no texts for an %s workflow, and the screen says why", async (_what, more, active, words) => {
  const blink = await start();
  const playbook = workflowYaml([], { name: "Odd", ...more });
  if (active) (await blink.request("POST", "/playbooks", { json: { playbook } })).ok();
  else (await blink.request("POST", "/playbooks/ui", { json: { name: "Odd", playbook, pack_id: flows.pack } })).ok();
  await expect(blink.administer("workflows.run-methods", { user, workflow: "Odd" })).rejects.toThrow(words);
});

test("the texts name the product's own address when none is given, and the key that is chosen", async () => {
  const blink = await start();
  await blink.administer("keys.create", { user, name: "laptop", value: "l".repeat(28) });
  const texts = (await blink.administer("workflows.run-methods", {
    user,
    key: "laptop",
    workflow: flows.greet,
  })) as Texts;
  expect(texts.rest).toContain(
    `'https://app.blinkops.com/api/v1/workspace/${ids.platform}/playbooks/${flows.greet}/execute'`,
  );
  expect(texts.cli).toBe(
    `blink automations execute --id ${flows.greet} --api-key ${"l".repeat(28)} --hostname app.blinkops.com --workspace 'Platform team' --inputs '{"input_values":{"who":"<who>","times":1}}'`,
  );
});

test("what the command line asks on the way to a run is answered", async () => {
  const blink = await start();
  const user_ = (await blink.request("GET", "/user")).ok<{
    workspaces: Record<string, { id: string; display_name: string }>;
  }>();
  const workspace = Object.values(user_.workspaces).find((one) => one.display_name === "Platform team");
  expect(workspace?.id).toBe(ids.platform);
  const q = { filter: { name: "Greet" } };
  const [found] = (await blink.request("GET", `/workspace/${workspace?.id}/playbooks`, { q })).rows();
  const path = `/workspace/${workspace?.id}/playbooks/${String(found?.id)}/execute`;
  const { execution_id } = (await blink.request("POST", path, { json: { input_values: { who: "Sam" } } })).ok();
  (await blink.request("GET", `/workspace/${workspace?.id}/executions/${String(execution_id)}`)).ok();
  const past = { filter: { playbook_id: flows.greet }, sort: ["-created_at"] };
  expect((await blink.request("GET", `/workspace/${workspace?.id}/executions`, { q: past })).rows()).toHaveLength(3);
});

test.each([
  [{ user, workflow: "Nothing" }, "There is no workflow 'Nothing'"],
  [{ user: "nobody@example.test", workflow: "Greet" }, "There is no user"],
  [{ user, key: "none", workflow: "Greet" }, "There is no API key 'none'"],
])("the screen refuses %j in words", async (input, words) => {
  const blink = await start();
  await expect(blink.administer("workflows.run-methods", input)).rejects.toThrow(words);
});
