import { expect, test } from "vitest";
import { LIST_KEY, SYSTEM_KEY, start } from "./start.ts";

const NEW_KEY = "c0ffee00c0ffee00c0ffee00c0ffee03";

test("the credentials in force come with their values", async () => {
  const { client } = await start();
  expect(await client.sandbox().credentials()).toEqual([
    {
      product: "passwordstate",
      kind: "System Wide",
      name: "System Wide",
      value: SYSTEM_KEY,
      scope: expect.any(String),
    },
    {
      product: "passwordstate",
      kind: "Password List",
      name: "list key of 'Servers'",
      value: LIST_KEY,
      scope: expect.any(String),
    },
  ]);
});

test("the example works when it is sent as it is", async () => {
  const { client, ask } = await start();
  const example = await client.sandbox().example("passwordstate");
  expect((await ask(example?.path ?? "", { headers: example?.headers ?? {} })).status).toBe(200);
});

test("a vault with nothing to show has no example", async () => {
  const { client } = await start({ fixture: { fauxvault: 1, passwordstate: {} } });
  expect(await client.sandbox().example("passwordstate")).toBeUndefined();
});

test("what an administrator does takes effect at once, in one sandbox", async () => {
  const { client, ask } = await start();
  const twin = await client.sandbox().fork();
  const done = await client.sandbox().act("passwordstate", "keys.rotate", { key: "System Wide", value: NEW_KEY });
  expect(done).toMatchObject({ kind: "System Wide", value: NEW_KEY });
  expect((await ask("/api/passwords/1")).status).toBe(401);
  expect((await ask("/api/passwords/1", { headers: { APIKey: NEW_KEY } })).status).toBe(200);
  expect((await ask(`/~${twin.id}/api/passwords/1`)).status).toBe(200);
});

test("every action tells the JSON Schema of its input and where it is written down", async () => {
  const { client } = await start();
  for (const action of await client.actions("passwordstate")) {
    expect(action).toMatchObject({
      product: "passwordstate",
      source: expect.stringMatching(/^docs\/products\/passwordstate\.md#/),
      input: { type: "object", properties: expect.anything() },
    });
  }
});

test.each([
  ["keys.rotate", {}, 400, "key"],
  ["keys.rotate", { key: "System Wide", value: "short" }, 400, "value"],
  ["keys.rotate", { key: "Hosts" }, 409, undefined],
  ["keys.create", { key: "System Wide" }, 409, undefined],
  ["keys.fetch", {}, 404, undefined],
])("the action %s with %o is refused with %i and changes nothing", async (action, input, status, member) => {
  const { client } = await start();
  const before = await client.sandbox().snapshot();
  const error = await client
    .sandbox()
    .act("passwordstate", action, input)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "ControlError", status });
  if (member !== undefined) expect(error).toMatchObject({ issues: [{ member }] });
  expect(await client.sandbox().snapshot()).toBe(before);
});

test("a key that was rotated away stays masked", async () => {
  const { client, ask } = await start();
  await ask(`/api/passwords/${SYSTEM_KEY}`);
  await client.sandbox().act("passwordstate", "keys.rotate", { key: "System Wide", value: NEW_KEY });
  await ask(`/api/passwords/${NEW_KEY}`);
  const told = JSON.stringify(await client.sandbox().journal());
  for (const secret of [SYSTEM_KEY, NEW_KEY]) expect(told).not.toContain(secret);
});

test("a refusal of an action does not repeat a credential", async () => {
  const { client } = await start();
  for (const input of [
    { key: "System Wide", value: LIST_KEY },
    { key: SYSTEM_KEY, value: NEW_KEY },
    { key: "System Wide", value: NEW_KEY, [LIST_KEY]: 1 },
  ]) {
    const error = await client
      .sandbox()
      .act("passwordstate", "keys.rotate", input)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ControlError" });
    expect(JSON.stringify([String(error), error])).not.toMatch(new RegExp(`${SYSTEM_KEY}|${LIST_KEY}|${NEW_KEY}`));
  }
});
