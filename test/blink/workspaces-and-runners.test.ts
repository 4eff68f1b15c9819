import { expect, test } from "vitest";
import { ids, keys } from "./small-blink.ts";
import { NOW, startBlink } from "./start-blink.ts";

test("an Admin creates a workspace and becomes its Owner; a taken name is refused", async () => {
  const blink = await startBlink();
  const json = { name: "tools", description: "Small things" };
  const created = (await blink.request("POST", "/workspaces", { json, key: keys.admin })).ok();
  expect(created).toEqual({
    ...{ id: expect.any(String), name: "tools", display_name: "tools", description: "Small things" },
    ...{ role: "Owner", user_count: 1 },
  });
  expect((await blink.request("GET", `/workspaces/${created.id}`, { key: keys.admin })).ok()).toEqual({
    ...created,
    entities: [expect.objectContaining({ type: "User", email: "admin@example.test", workspace_role: "Owner" })],
  });
  const taken = await blink.request("POST", "/workspaces", { json: { name: "platform" }, key: keys.admin });
  expect(taken.refused(400)).toMatchObject({ message: "Can not create workspace" });
  (await blink.request("POST", "/workspaces", { json: { name: " " }, key: keys.admin })).refused(400);
});

test("a deleted workspace takes everything in it along, and nobody has it selected any more", async () => {
  const blink = await startBlink();
  expect((await blink.request("DELETE", `/workspaces/${ids.platform}`)).ok<string>()).toBe(ids.platform);
  const { state } = blink;
  expect(state.connections.where("workspace", ids.platform)).toEqual([]);
  expect(state.runners.get(2)).toBeUndefined();
  expect(state.members.size).toBe(0);
  expect(state.connectionShares.size).toBe(0);
  expect([...state.users.all()].filter((user) => user.default_workspace === ids.platform)).toEqual([]);
  expect(state.connections.find("id", ids.lent)).toBeDefined();
  // Its owner has a role nowhere now.
  (await blink.request("GET", "/connections")).refused(403);
  (await blink.request("GET", "/connections", { key: keys.admin })).refused(404);
  (await blink.request("GET", `/workspaces/${ids.platform}`)).refused(404);
});

test("a workspace chooses among its own runner groups and that of the cloud", async () => {
  const blink = await startBlink();
  expect((await blink.request("GET", "/runner_groups")).rows()).toMatchObject([
    { name: "blink_cloud", workspace_id: "", is_default: false },
    { name: "on-prem", id: ids.group, workspace_id: ids.platform, is_default: true },
  ]);
  expect((await blink.request("GET", "/runners", { q: { filter: { status: "online" } } })).rows()).toMatchObject([
    { group_name: "blink_cloud" },
    { name: "runner-01", group_id: ids.group, group_name: "on-prem" },
  ]);
  const elsewhere = await blink.request("GET", `/workspace/${ids.payments}/runner_groups`, { key: keys.admin });
  expect(elsewhere.rows().map(({ name }) => name)).toEqual(["blink_cloud"]);
});

test("a new default runner group replaces the old one, which can then be deleted by its name", async () => {
  const blink = await startBlink();
  const kept = await blink.request("DELETE", `/runner_groups/${ids.group}`);
  expect(kept.refused(400).details).toContain("The default runner group cannot be deleted");
  const json = { name: "hall 2", is_default: true, tags: ["x"] };
  expect((await blink.request("POST", "/runner_groups", { json })).ok()).toMatchObject({ ...json, created_at: NOW });
  expect((await blink.request("POST", "/runner_groups", { json })).refused(400).details).toContain("already");
  expect((await blink.request("DELETE", "/runner_groups/on-prem")).ok<string>()).toBe(ids.group);
  expect(blink.state.runners.find("id", ids.runner)).toBeUndefined();
  (await blink.request("DELETE", "/runner_groups/on-prem")).refused(404);
  expect((await blink.request("DELETE", "/runner_groups/blink_cloud")).refused(403).message).toBe(
    "You are not allowed to manage this resource",
  );
  expect((await blink.request("DELETE", "/runner_groups/hall%202")).refused(400).details).toContain("default");
});
