import { expect, test } from "vitest";
import { ids, keys } from "./small-blink.ts";
import { NOW, type RunningBlink, startBlink } from "./start-blink.ts";

interface Key {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly api_key: string;
  readonly is_default: boolean;
  readonly created_at: number;
  readonly last_used: number | null;
}

async function create(blink: RunningBlink, name: string, description?: string): Promise<Key> {
  return (await blink.request("POST", "/apikey", { json: { name, description } })).ok<Key>();
}

async function list(blink: RunningBlink, key?: string): Promise<Key[]> {
  return (await blink.request("GET", "/apikey", key === undefined ? {} : { key })).ok<Key[]>();
}

/** Sends a request that a rule refuses; gives the message and the rule, and proves that nothing has changed. */
async function refusal(blink: RunningBlink, method: string, path: string, json?: object, status = 400) {
  const before = blink.snapshot();
  const { message, details } = (await blink.request(method, path, { json })).refused(status);
  expect(blink.snapshot()).toBe(before);
  expect(details).not.toBe("");
  expect(blink.reason()).toBe(details);
  return `${message}: ${details}`;
}

test("a key is created with a name and perhaps a description, works at once, and can be read again with its value", async () => {
  const blink = await startBlink();
  const key = await create(blink, " nightly ", "for the build");
  expect(key).toEqual({
    ...{ id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) },
    ...{ name: "nightly", description: "for the build", api_key: expect.stringMatching(/^[a-z0-9]{28}$/) },
    ...{ is_default: false, created_at: NOW, last_used: null },
  });
  expect((await blink.request("GET", `/apikey/${key.id}`)).ok()).toEqual(key);
  (await blink.request("GET", "/user", { key: key.api_key })).ok();
  expect((await list(blink)).map(({ name, is_default, last_used }) => [name, is_default, last_used])).toEqual([
    ["default", true, NOW],
    ["nightly", false, NOW],
  ]);
  expect((await create(blink, "bare")).description).toBe("");
});

test("a sixth key, a nameless one and an overlong name are refused, each with its rule", async () => {
  const blink = await startBlink();
  expect(await refusal(blink, "POST", "/apikey")).toBe("Failed to generate api key: An API key needs a name.");
  expect(await refusal(blink, "POST", "/apikey", { name: "  " })).toContain("An API key needs a name.");
  expect(await refusal(blink, "POST", "/apikey", { name: "n".repeat(101) })).toContain("at most 100 characters");
  expect(await refusal(blink, "POST", "/apikey", { name: 7 })).toContain("name: ");
  for (const name of ["2", "3", "4", "5"]) await create(blink, name);
  expect(await refusal(blink, "POST", "/apikey", { name: "6" })).toBe(
    "Failed to generate api key: A user has at most 5 API keys at a time: delete one first.",
  );
  expect(await list(blink)).toHaveLength(5);
  expect(await list(blink, keys.viewer)).toHaveLength(1);
});

test("name and description can be edited, and nothing else", async () => {
  const blink = await startBlink();
  const { id } = await create(blink, "nightly");
  const edited = await blink.request("PATCH", `/apikey/${id}`, { json: { description: "new words" } });
  expect(edited.ok<Key>()).toMatchObject({ name: "nightly", description: "new words" });
  const renamed = await blink.request("PATCH", `/apikey/${ids.ownerKey}`, { json: { name: "first" } });
  expect(renamed.ok<Key>()).toMatchObject({ name: "first", is_default: true, api_key: keys.owner });
  for (const member of ["api_key", "is_default", "created_at", "last_used", "expires"]) {
    const said = await refusal(blink, "PATCH", `/apikey/${id}`, { name: "x", [member]: "x" });
    expect(said).toContain(`only name and description can be edited, not '${member}'`);
  }
});

test("a deleted key is refused from then on, and the last one and the default one stay", async () => {
  const blink = await startBlink();
  expect(await refusal(blink, "DELETE", `/apikey/${ids.ownerKey}`)).toContain("the last one cannot be deleted");
  const { id, api_key } = await create(blink, "nightly");
  expect(await refusal(blink, "DELETE", `/apikey/${ids.ownerKey}`)).toContain("The default API key cannot be deleted");
  expect((await blink.request("DELETE", `/apikey/${id}`)).ok<string>()).toBe(id);
  (await blink.request("GET", "/user", { key: api_key })).refused(401);
  (await blink.request("DELETE", `/apikey/${id}`)).refused(404);
});

test("only the default key is rotated: same row, another value, and the old one ends at once", async () => {
  const blink = await startBlink();
  const spare = await create(blink, "spare");
  expect(await refusal(blink, "POST", `/apikey/${spare.id}/rotate`)).toContain(
    "Only the default API key can be rotated",
  );
  const [before] = await list(blink, spare.api_key);
  const after = (await blink.request("POST", `/apikey/${ids.ownerKey}/rotate`, { key: spare.api_key })).ok<Key>();
  expect(after).toEqual({ ...before, api_key: expect.stringMatching(/^[a-z0-9]{28}$/) });
  expect(after.api_key).not.toBe(keys.owner);
  (await blink.request("GET", "/user")).refused(401);
  (await blink.request("GET", "/user", { key: after.api_key })).ok();
});

test("another user's key is as unknown as one that does not exist", async () => {
  const blink = await startBlink();
  for (const [method, path] of [
    ["GET", ""],
    ["PATCH", ""],
    ["DELETE", ""],
    ["POST", "/rotate"],
  ] as const) {
    const foreign = await blink.request(method, `/apikey/${ids.ownerKey}${path}`, { key: keys.admin, json: {} });
    const unknown = await blink.request(method, `/apikey/${ids.vault}${path}`, { key: keys.admin, json: {} });
    foreign.refused(404);
    expect(foreign.text).toBe(unknown.text);
  }
});

test("a rotated value may be given a while, by the sandbox's clock", async () => {
  const blink = await startBlink(undefined, {
    ...{ "rotation-end": "after-5-minutes", "rotation-created-at": "renewed", "rotation-last-used": "cleared" },
  });
  const rotated = (await blink.request("POST", `/apikey/${ids.ownerKey}/rotate`)).ok<Key>();
  expect(rotated).toMatchObject({ created_at: NOW, last_used: null });
  blink.sandbox.clock.advance("PT4M59S");
  (await blink.request("GET", "/user")).ok();
  blink.sandbox.clock.advance("PT1S");
  (await blink.request("GET", "/user")).refused(401);
});

test("each open question about keys can be switched", async () => {
  const statuses = await startBlink(undefined, { "key-limit-status": "409", "last-key-status": "409" });
  expect(await refusal(statuses, "DELETE", `/apikey/${ids.ownerKey}`, undefined, 409)).toContain("at least one");
  for (const name of ["2", "3", "4", "5"]) await create(statuses, name);
  await refusal(statuses, "POST", "/apikey", { name: "6" }, 409);

  const promoting = await startBlink(undefined, { "delete-default-key": "the oldest becomes default" });
  const second = await create(promoting, "second");
  await create(promoting, "third");
  (await promoting.request("DELETE", `/apikey/${ids.ownerKey}`)).ok();
  const left = await list(promoting, second.api_key);
  expect(left.map(({ name, is_default }) => [name, is_default])).toEqual([
    ["second", true],
    ["third", false],
  ]);

  const strict = await startBlink(undefined, { "default-key-name": "no", "key-name-unique": "yes" });
  expect(await refusal(strict, "PATCH", `/apikey/${ids.ownerKey}`, { name: "x" })).toContain("name cannot be changed");
  expect(await refusal(strict, "POST", "/apikey", { name: "default" })).toContain("that of another API key");

  const lenient = await startBlink(undefined, { "key-unknown-edit": "ignored" });
  const kept = await lenient.request("PATCH", `/apikey/${ids.ownerKey}`, { json: { api_key: "x", name: "n" } });
  expect(kept.ok<Key>()).toMatchObject({ name: "n", api_key: keys.owner });
});

test("the screen keeps the same rules, and names what it does not find", async () => {
  const blink = await startBlink();
  const user = "owner@example.test";
  const made = await blink.administer("keys.create", { user, name: "spare", value: "z".repeat(28) });
  expect(made).toMatchObject({ name: "spare", api_key: "z".repeat(28) });
  await blink.administer("keys.edit", { user, key: "spare", name: "nightly" });
  expect(await blink.administer("keys.list", { user })).toHaveLength(2);
  await expect(blink.administer("keys.rotate", { user, key: "nightly" })).rejects.toThrow("Failed to rotate api key");
  await expect(blink.administer("keys.delete", { user, key: "gone" })).rejects.toThrow(
    "There is no API key 'gone'. There are: default, nightly.",
  );
  await expect(blink.administer("keys.list", { user: "who@example.test" })).rejects.toThrow("There is no user");
  await blink.administer("keys.delete", { user, key: "nightly" });
  (await blink.request("GET", "/user", { key: "z".repeat(28) })).refused(401);
});
