import { expect, test } from "vitest";
import { parse } from "yaml";
import { ids, keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { NOW, startBlink } from "./start-blink.ts";

const start = (assumptions: Readonly<Record<string, string>> = {}) => startBlink(blinkWithWorkflows, assumptions);
const plain = workflowYaml([{ id: "S1", action: "internal.print", inputs: { text: "x" } }], {
  name: "Plain",
  desc: "Says x",
});

test("a workflow is created, read, changed, renamed, copied and deleted", async () => {
  const blink = await start();
  const made = (await blink.request("POST", "/playbooks", { json: { playbook: plain, tags: ["new"] } })).ok();
  expect(made).toMatchObject({
    ...{
      name: "Plain",
      desc: "Says x",
      type: "on_demand",
      active: true,
      version: "1",
      tags: ["new"],
      pack_id: flows.pack,
    },
    ...{
      is_published: true,
      has_unpublished_changes: false,
      playbook: plain,
      created_at: NOW,
      workspace_id: ids.platform,
    },
  });
  const path = `/playbooks/${String(made.id)}`;
  expect((await blink.request("GET", path)).ok()).toEqual(made);
  const json = { tags: ["other"], active: false, playbook: workflowYaml([]) };
  expect((await blink.request("PUT", path, { json })).ok()).toMatchObject({
    version: "2",
    tags: ["other"],
    active: false,
  });
  const renamed = await blink.request("PUT", `${path}/rename`, { json: { name: "Simple", desc: "Says nothing" } });
  expect(renamed.ok()).toMatchObject({ name: "Simple", desc: "Says nothing", tags: ["other"], version: "2" });
  const copy = (await blink.request("PUT", `${path}/duplicate`, { json: { name: "Copy" } })).ok();
  expect(copy).toMatchObject({ name: "Copy", desc: "Says nothing", pack_id: flows.pack });
  expect(copy.id).not.toBe(made.id);
  expect((await blink.request("DELETE", path)).ok()).toBe(made.id);
  expect((await blink.request("GET", path)).refused(404).message).toBe("Can not find Playbook");
  const left = (
    await blink.request("GET", "/playbooks", { q: { filter: { tags: "other" }, select: ["name"] } })
  ).rows();
  expect(left).toEqual([{ name: "Copy" }]);
});

test("what the editor makes is a draft, which is saved, run and published", async () => {
  const blink = await start();
  const made = await blink.request("POST", "/playbooks/ui", { json: { name: "Drawn", pack_id: flows.pack } });
  expect(Object.keys(made.ok())).toEqual(["id"]);
  const path = `/playbooks/${String(made.ok().id)}`;
  expect((await blink.request("GET", path)).ok()).toMatchObject({ is_published: false, version: "0" });
  const json = { playbook: plain, branched_from: 0, source: "manual" };
  (await blink.request("POST", `${path}/draft`, { json })).ok();
  expect((await blink.request("GET", `${path}/draft`)).ok()).toMatchObject({ playbook: plain, name: "Drawn" });
  (await blink.request("POST", `${path}/execute`, { json: {} })).refused(400);
  (await blink.request("POST", `${path}/public`, { json })).ok();
  expect((await blink.request("GET", path)).ok()).toMatchObject({ is_published: true, version: "1", playbook: plain });
  (await blink.request("POST", `${path}/draft`, { json: { playbook: workflowYaml([]) } })).ok();
  expect((await blink.request("GET", path)).ok()).toMatchObject({ has_unpublished_changes: true, playbook: plain });
});

test("packs are listed with their workflows, and made", async () => {
  const blink = await start();
  const { id: made } = (await blink.request("POST", "/automation_packs", { json: { name: "Chores" } })).ok();
  const again = await blink.request("POST", "/automation_packs", { json: { name: "Chores" } });
  expect(again.refused(400).details).toBe("There is a pack 'Chores' already.");
  const { packs } = (await blink.request("GET", "/automations")).ok<{ packs: { automations: object[] }[] }>();
  expect(packs).toMatchObject([
    { pack_id: flows.pack, pack_name: "Errands" },
    { pack_id: made, pack_name: "Chores", automations: [] },
  ]);
  expect(packs[0]?.automations.slice(0, 1)).toEqual([
    {
      ...{ id: flows.greet, name: "Greet", automation_type: "on_demand", active: true },
      ...{ is_published: true, has_unpublished_changes: false },
    },
  ]);
});

test("a workflow without a pack goes into the first, or into a new one where there is none", async () => {
  const blink = await start();
  const path = `/workspace/${ids.payments}/playbooks`;
  const made = (await blink.request("POST", path, { key: keys.admin, json: { playbook: plain } })).ok();
  expect(made).toMatchObject({ pack_name: "My workflows", workspace_id: ids.payments });
});

test("malformed triggers are dropped in silence on saving; comments and the others stay", async () => {
  const blink = await start();
  const playbook = [
    "# kept",
    "automation_type: scheduled",
    "triggers:",
    "  scheduled:",
    '    - cron: "0 6 * * 1-5" # every morning',
    '    - cron: "every day"',
    "    - 7",
    "  webhooks:",
    "    - trigger_type: custom_webhook",
    "    - name: nothing",
    "  polling: often",
    "  webforms:",
    "    - anything",
    "workflow: [{ section: Steps, steps: [] }]",
    "",
  ].join("\n");
  (await blink.request("POST", `/playbooks/${flows.greet}/draft`, { json: { playbook } })).ok();
  const saved = String((await blink.request("GET", `/playbooks/${flows.greet}/draft`)).ok().playbook);
  expect(saved).toContain("# kept");
  expect(saved).toContain("# every morning");
  expect((parse(saved) as { triggers: object }).triggers).toEqual({
    scheduled: [{ cron: "0 6 * * 1-5" }],
    webhooks: [{ trigger_type: "custom_webhook" }],
    webforms: ["anything"],
  });
  const whole = "triggers: none\nworkflow: [{ section: Steps, steps: [] }]\n";
  (await blink.request("POST", `/playbooks/${flows.greet}/draft`, { json: { playbook: whole } })).ok();
  const without = String((await blink.request("GET", `/playbooks/${flows.greet}/draft`)).ok().playbook);
  expect(parse(without)).toEqual({ workflow: [{ section: "Steps", steps: [] }] });
  const fine = "triggers: {scheduled: [{cron: 0 6 * * 1-5}]}\nworkflow: [{section: Steps, steps: []}]\n";
  (await blink.request("POST", `/playbooks/${flows.greet}/draft`, { json: { playbook: fine } })).ok();
  expect((await blink.request("GET", `/playbooks/${flows.greet}/draft`)).ok().playbook).toBe(fine);
});

test("a viewer sees workflows and executions, and can neither save nor run", async () => {
  const blink = await start();
  const { viewer: key } = keys;
  expect((await blink.request("GET", "/automations", { key })).status).toBe(200);
  expect((await blink.request("GET", `/executions/${flows.done}`, { key })).status).toBe(200);
  const writes = [
    ["POST", `/playbooks/${flows.greet}/draft`, { playbook: plain }],
    ["POST", `/playbooks/${flows.greet}/public`, { playbook: plain }],
    ["POST", `/playbooks/${flows.greet}/execute`, { who: "x" }],
    ["POST", `/executions/${flows.going}/cancel`, {}],
  ] as const;
  const before = blink.snapshot();
  for (const [method, path, json] of writes) (await blink.request(method, path, { key, json })).refused(403);
  expect(blink.snapshot()).toBe(before);
});

test("whether POST playbooks publishes is a switch", async () => {
  const blink = await start({ "create-publishes": "no" });
  const made = (await blink.request("POST", "/playbooks", { json: { playbook: plain } })).ok();
  expect(made).toMatchObject({ is_published: false, version: "0" });
});

test("durations in a fixture are told to be none at their line", async () => {
  const [platform, ...others] = blinkWithWorkflows.workspaces;
  const workflow = { name: "w", yaml: plain, run: { pending: "2 seconds" } };
  const part = {
    ...blinkWithWorkflows,
    workspaces: [{ ...platform, executions: [], packs: [{ name: "p", workflows: [workflow] }] }, ...others],
  };
  await expect(startBlink(part)).rejects.toThrow("expected an ISO 8601 duration such as PT2S");
});
