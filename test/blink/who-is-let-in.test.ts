import { expect, test } from "vitest";
import { ids, keys, smallBlink } from "./small-blink.ts";
import { NOW, startBlink } from "./start-blink.ts";

const newcomer = { email: "newcomer@example.test", keys: [{ name: "default", value: "n".repeat(28) }] } as const;
const connections = `/workspace/${ids.platform}/connections`;

test("a key is let in by its header alone, and acts as its user", async () => {
  const blink = await startBlink();
  expect((await blink.request("GET", "/user")).ok()).toMatchObject({
    email: "owner@example.test",
    tenant_id: ids.tenant,
    tenant_role: "Builder",
    user_role: "user",
    selected_workspace: ids.platform,
    permissions: ["runners:view", "runners:edit"],
    workspaces: { [ids.platform]: { name: "platform", display_name: "Platform team", role: "Owner", user_count: 4 } },
  });
  const wrongPlaces = { Authorization: `Bearer ${keys.owner}` };
  const refused = (await blink.request("GET", "/user", { key: "", headers: wrongPlaces })).refused(401);
  expect(refused).toEqual({
    ...{ status: 401, message: "Unauthorized", details: "", identifier: "", data: null, user_error: null },
  });
  expect(blink.reason()).toContain("Authorization is not looked at");
  (await blink.request("GET", `/user?apikey=${keys.owner}`, { key: "" })).refused(401);
});

test("an unknown, a rotated and a deleted key get the same 401, and the journal tells them apart", async () => {
  const blink = await startBlink();
  (await blink.request("GET", "/user", { key: "x".repeat(28) })).refused(401);
  expect(blink.reason()).toBe("no user has the key that was sent (28 characters)");
  await blink.administer("keys.rotate", { user: "owner@example.test" });
  (await blink.request("GET", "/user")).refused(401);
  expect(blink.reason()).toBe("the key 'owner@example.test / default' was rotated at 2026-07-02T09:05:41.000Z");
  await blink.administer("keys.create", { user: "viewer@example.test", name: "spare", value: "s".repeat(28) });
  await blink.administer("keys.delete", { user: "viewer@example.test", key: "spare" });
  (await blink.request("GET", "/user", { key: "s".repeat(28) })).refused(401);
  expect(blink.reason()).toContain("'viewer@example.test / spare' was deleted");
});

test("a user without a role in the workspace gets 403 where an unknown workspace gives 404", async () => {
  const blink = await startBlink();
  const { message } = (await blink.request("GET", connections, { key: keys.builder })).refused(403);
  expect(message).toBe("You are not allowed to manage this resource");
  expect(blink.reason()).toBe(
    "builder@example.test (Builder) has no role in workspace 'platform', which does not allow to view",
  );
  (await blink.request("GET", `/workspace/${ids.payments}/connections`)).refused(403);
  (await blink.request("GET", `/workspace/${ids.tenant}/connections`)).refused(404);
  (await blink.request("GET", `/workspace/${ids.payments}/connections`, { key: keys.admin })).ok();
});

test("a user with a role in no workspace gets 403 on unscoped paths too, where one with a role elsewhere gets 404", async () => {
  const blink = await startBlink({ ...smallBlink, users: [...smallBlink.users, newcomer] });
  const path = "/connections";
  const { message } = (await blink.request("GET", path, { key: newcomer.keys[0].value })).refused(403);
  expect(message).toBe("You are not allowed to manage this resource");
  expect(blink.reason()).toBe("newcomer@example.test (Builder) has no role in any workspace, and the path names none");
  (await blink.request("GET", path, { key: keys.admin })).refused(404);
  const role = { user: newcomer.email, workspace: "payments", role: "Viewer" };
  await blink.administer("members.set", role);
  const { default_workspace } = (await blink.request("GET", "/user", { key: newcomer.keys[0].value })).ok();
  const status = default_workspace ? 200 : 404;
  expect(await blink.request("GET", path, { key: newcomer.keys[0].value })).toMatchObject({ status });
});

test("an unscoped path means the workspace that the user selected last", async () => {
  const blink = await startBlink();
  const names = async (key: string) =>
    (await blink.request("GET", "/connections", { key })).rows().map(({ name }) => name);
  expect(await names(keys.viewer)).toContain("vault");
  await blink.administer("members.set", { user: "viewer@example.test", workspace: "payments", role: "Viewer" });
  await blink.administer("users.select-workspace", { user: "viewer@example.test", workspace: "payments" });
  expect(await names(keys.viewer)).toEqual(["ledger"]);
  (await blink.request("GET", "/connections", { key: keys.admin })).refused(404);
  expect(blink.reason()).toContain("has selected no workspace");
});

test("a role that is given or taken away counts from the next call on", async () => {
  const blink = await startBlink();
  await blink.administer("members.set", { user: "builder@example.test", workspace: "platform", role: "Viewer" });
  (await blink.request("GET", connections, { key: keys.builder })).ok();
  await blink.administer("members.remove", { user: "builder@example.test", workspace: "platform" });
  (await blink.request("GET", connections, { key: keys.builder })).refused(403);
  await blink.administer("users.role", { user: "builder@example.test", companyRole: "Admin" });
  (await blink.request("GET", connections, { key: keys.builder })).ok();
  const { key } = (await blink.administer("users.add", { email: "new@example.test" })) as { key: string };
  expect((await blink.request("GET", "/user-workspaces", { key })).ok()).toEqual({});
});

test("what is not there, not built or no such verb answers with the usual body", async () => {
  const blink = await startBlink();
  expect((await blink.request("GET", "/nowhere")).refused(404).message).toBe("Not Found");
  expect((await blink.request("GET", "/tables")).refused(404).message).toBe("Not Found");
  expect(blink.reason()).toBe("tables.list-unscoped is not implemented by fauxvault");
  const wrong = await blink.request("DELETE", "/user");
  expect(wrong.refused(405).message).toBe("Method Not Allowed");
  expect(wrong.headers.allow).toBe("GET");
});

test("the members and the details of a refusal's body can be switched", async () => {
  const blink = await startBlink(undefined, { "error-members": "four", "error-details": "nothing" });
  const { text } = await blink.request("POST", "/apikey", { json: {} });
  expect(JSON.parse(text)).toEqual({ status: 400, message: "Failed to generate api key", details: "", data: null });
  expect(blink.reason()).toBe("An API key needs a name.");
});

test("a use is noted by the sandbox's clock, and a refused call is none", async () => {
  const blink = await startBlink();
  const lastUsed = () => blink.state.apiKeys.find("value", keys.builder)?.last_used;
  (await blink.request("GET", connections, { key: keys.builder })).refused(403);
  expect(lastUsed()).toBeUndefined();
  (await blink.request("GET", "/user", { key: keys.builder })).ok();
  expect(lastUsed()).toBe(NOW);
  blink.sandbox.clock.advance("PT1H");
  (await blink.request("GET", "/user", { key: keys.builder })).ok();
  expect(lastUsed()).toBe(NOW + 3_600_000);
});
