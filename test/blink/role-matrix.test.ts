import { expect, test } from "vitest";
import { blink as mock } from "../../mocks/blink/index.ts";
import { isBuilt } from "../../src/http/operation.ts";
import { id, ids, keys, smallBlink } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { type Asked, startBlink } from "./start-blink.ts";

const standings = ["admin", "owner", "contributor", "viewer", "auditor", "builder"] as const;
type Standing = (typeof standings)[number];

const readers: readonly Standing[] = ["admin", "owner", "contributor", "viewer", "auditor"];
const writers: readonly Standing[] = ["admin", "owner", "contributor"];
const owners: readonly Standing[] = ["admin", "owner"];
const admins: readonly Standing[] = ["admin"];

type Row = readonly [operation: string, allowed: readonly Standing[], method: string, path: string, asked?: Asked];

const spare = id("a");
const attributes = { Token: { value: "t" } };
/** Nobody listens there: what counts is who may ask. */
const untested = {
  connection_type_id: id("c"),
  attributes: { Host: { value: "http://127.0.0.1:1/" }, Token: { value: "t" } },
};

/** For each operation who may do it: those that are asked in a workspace, below its path. */
const inWorkspace: readonly Row[] = [
  ["connections.list", readers, "GET", "/connections"],
  ["connections.get", readers, "GET", `/connections/${ids.vault}`],
  ["connections.create", writers, "POST", "/connections", { json: { connection_type_id: id("b"), attributes } }],
  ["connections.edit", writers, "POST", `/connections/${ids.vault}`, { json: { tags: ["x"] } }],
  ["connections.delete", writers, "DELETE", `/connections/${ids.vault}`],
  ["connections.test", writers, "POST", "/connections/test", { json: { connection: untested, runner_group: spare } }],
  ["runner-groups.list", readers, "GET", "/runner_groups"],
  ["runner-groups.create", owners, "POST", "/runner_groups", { json: { name: "new" } }],
  ["runner-groups.delete", owners, "DELETE", `/runner_groups/${spare}`],
  ["runners.list", readers, "GET", "/runners"],
  ["automations.list", readers, "GET", "/automations"],
  ["packs.create", writers, "POST", "/automation_packs", { json: { name: "new" } }],
  ["packs.list", readers, "GET", "/table/automation_packs"],
  ["playbooks.list", readers, "GET", "/playbooks"],
  ["playbooks.get", readers, "GET", `/playbooks/${flows.greet}`],
  ["playbooks.create", writers, "POST", "/playbooks", { json: { name: "new" } }],
  ["playbooks.create-ui", writers, "POST", "/playbooks/ui", { json: { name: "new" } }],
  ["playbooks.update", writers, "PUT", `/playbooks/${flows.greet}`, { json: { tags: ["x"] } }],
  ["playbooks.rename", writers, "PUT", `/playbooks/${flows.greet}/rename`, { json: { name: "new" } }],
  ["playbooks.duplicate", writers, "PUT", `/playbooks/${flows.greet}/duplicate`, { json: { name: "new" } }],
  ["playbooks.delete", writers, "DELETE", `/playbooks/${flows.greet}`],
  ["playbooks.draft", readers, "GET", `/playbooks/${flows.greet}/draft`],
  [
    "playbooks.save-draft",
    writers,
    "POST",
    `/playbooks/${flows.greet}/draft`,
    { json: { playbook: workflowYaml([]) } },
  ],
  ["playbooks.publish", writers, "POST", `/playbooks/${flows.greet}/public`],
  ["playbooks.execute", writers, "POST", `/playbooks/${flows.greet}/execute`, { json: { who: "x" } }],
  ["playbooks.execute-draft", writers, "POST", `/playbooks/${flows.greet}/draft/execute`, { json: { who: "x" } }],
  ["playbooks.start", writers, "POST", `/playbooks/${flows.greet}/start`, { json: { who: "x" } }],
  ["executions.list", readers, "GET", "/executions"],
  ["executions.get", readers, "GET", `/executions/${flows.done}`],
  ["executions.steps", readers, "GET", `/executions/${flows.done}/steps`],
  ["executions.outputs", readers, "GET", `/executions/${flows.done}/outputs`],
  ["executions.history", readers, "GET", `/executions/${flows.done}/action_history`],
  ["executions.cancel", writers, "POST", `/executions/${flows.going}/cancel`],
  ["executions.complete", writers, "POST", `/executions/${flows.going}/complete`],
];

/** And those of the company account. */
const outside: readonly Row[] = [
  ["users.me", standings, "GET", "/user"],
  ["catalogue.actions", standings, "GET", "/copilot_data/actions"],
  ["catalogue.triggers", standings, "GET", "/copilot_data/triggers"],
  ["users.workspaces", standings, "GET", "/user-workspaces"],
  ["api-keys.list", standings, "GET", "/apikey"],
  ["api-keys.create", standings, "POST", "/apikey", { json: { name: "n" } }],
  ["workspaces.get", readers, "GET", `/workspaces/${ids.platform}`],
  ["workspaces.create", admins, "POST", "/workspaces", { json: { name: "new" } }],
  ["workspaces.delete", owners, "DELETE", `/workspaces/${ids.platform}`],
  ["connection-types.list", standings, "GET", "/connection_types"],
  ["connection-types.get", standings, "GET", `/connection_types/${id("b")}`],
  ["connection-types.create", admins, "POST", "/connection_types", { json: { name: "new", attributes: {} } }],
  ["connection-types.delete", admins, "DELETE", `/connection_types/${id("b")}`],
];

/** Calls on keys of one's own: whoever has a key may. */
const ownKeys = ["api-keys.get", "api-keys.edit", "api-keys.delete", "api-keys.rotate"];

const [platform, ...others] = blinkWithWorkflows.workspaces;
const spareGroup = { id: spare, name: "spare", runners: [{ name: "spare-01" }] };
const part = {
  ...smallBlink,
  connectionTypes: [
    ...smallBlink.connectionTypes,
    { id: id("b"), name: "plain", methods: [{ name: "token", attributes: [{ name: "Token", input: "password" }] }] },
    {
      ...{ id: id("c"), name: "far" },
      methods: [
        {
          ...{
            name: "token",
            attributes: [
              { name: "Host", input: "url" },
              { name: "Token", input: "password" },
            ],
          },
          ...{ address: "Host", signing: { kind: "bearer", attribute: "Token" } },
        },
      ],
    },
  ],
  workspaces: [{ ...platform, runnerGroups: [...platform.runnerGroups, spareGroup] }, ...others],
  users: smallBlink.users.map((user) => ({ ...user, selected: "platform" })),
};

test("the tables of this file name every operation that is built", async () => {
  const { operations } = await mock.load();
  const built = operations.filter(isBuilt).map((operation) => operation.id);
  const scoped = inWorkspace.map(([name]) => name);
  const named = [...scoped, ...scoped.map((name) => `${name}-unscoped`), ...outside.map(([name]) => name), ...ownKeys];
  expect(named.toSorted()).toEqual(built.toSorted());
});

test.each(standings)("%s may do what the matrix says, with and without the workspace in the path", async (standing) => {
  const blink = await startBlink(part, { "test-failure": "200 with the words" });
  const key = keys[standing];
  const start = blink.sandbox.store.version();
  const scoped = inWorkspace.map(([name, allowed, method, path, asked]): Row => {
    return [name, allowed, method, `/workspace/${ids.platform}${path}`, asked ?? {}];
  });
  for (const [name, allowed, method, path, asked] of [...scoped, ...inWorkspace, ...outside]) {
    const before = blink.snapshot();
    const { status } = await blink.request(method, path, { ...asked, key });
    expect([name, path, status]).toEqual([name, path, allowed.includes(standing) ? 200 : 403]);
    if (status === 403) expect(blink.snapshot()).toBe(before);
    if (status === 403) expect(blink.reason()).toContain(`${standing}@example.test`);
    blink.sandbox.store.restore(start);
  }
});

test("a workspace that a user has no role in refuses reading and writing alike", async () => {
  const blink = await startBlink(part);
  for (const [, , method, path, asked] of inWorkspace) {
    (await blink.request(method, `/workspace/${ids.payments}${path}`, { ...asked, key: keys.owner })).refused(403);
  }
});

test("contributors may be let to manage runner groups", async () => {
  const blink = await startBlink(part, { "runner-managers": "contributors-too" });
  const json = { name: "new" };
  (await blink.request("POST", "/runner_groups", { json, key: keys.contributor })).ok();
  (await blink.request("POST", "/runner_groups", { json, key: keys.viewer })).refused(403);
});
