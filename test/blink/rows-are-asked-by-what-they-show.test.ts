import { expect, test } from "vitest";
import { ids } from "./small-blink.ts";
import { blinkWithWorkflows, flows } from "./small-workflows.ts";
import { startBlink } from "./start-blink.ts";

test.each([
  ["/connections", { type_name: "passwordstate" }, ["vault"]],
  ["/connections", { workspace_name: "payments" }, ["ledger"]],
  ["/connections", { is_shared: true }, ["ledger"]],
  ["/connections", { type_name: { $like: "http_c%" } }, ["pmp"]],
  ["/playbooks", { pack_name: "Errands", name: "Nap" }, ["Nap"]],
  ["/runners", { group_name: "on-prem", status: "online" }, ["runner-01"]],
  ["/executions", { type: "on_demand", playbook_deleted: false }, ["Greet", "Greet"]],
  ["/executions", { type: "event" }, []],
] as const)("%s that show %o are found by it", async (path, filter, names) => {
  const blink = await startBlink(blinkWithWorkflows);
  expect((await blink.request("GET", path, { q: { filter } })).rows().map(({ name }) => name)).toEqual(names);
});

test("a list is sorted and searched by what other rows tell", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  const sorted = await blink.request("GET", "/connections", { q: { sort: ["-type_name"], select: ["type_name"] } });
  const types = sorted.rows().map(({ type_name }) => String(type_name));
  expect(types).toEqual(types.toSorted().reverse());
  const q = { search: { text: "PASSWORDSTATE", fields: ["type_name"] } };
  expect((await blink.request("GET", "/connections", { q })).rows()).toMatchObject([{ id: ids.vault }]);
  (await blink.request("DELETE", `/playbooks/${flows.greet}`)).ok();
  const gone = await blink.request("GET", "/executions", { q: { filter: { playbook_deleted: true } } });
  expect(gone.ok()).toMatchObject({ total: 2 });
});

test("a + that was not encoded is a space in an address, and the refusal says so", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  const answer = await blink.request("GET", '/executions?q={"sort":["+started_at"]}');
  expect(answer.refused(400).details).toContain("%2B");
});
