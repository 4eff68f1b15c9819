import { expect, test } from "vitest";
import { LIST_KEY, PASSWORD, start, vault } from "./start.ts";

type Ask = Awaited<ReturnType<typeof start>>["ask"];

/** The title of record 1 at an address; undefined when it is not there. */
async function readTitle(ask: Ask, at?: string): Promise<unknown> {
  const answer = await ask("/api/passwords/1", at === undefined ? {} : { at });
  const [record] = (await answer.json()) as { Title?: string }[];
  return record?.Title;
}

async function rename(ask: Ask, title: string, at?: string): Promise<void> {
  const answer = await ask("/api/passwords", {
    ...(at === undefined ? {} : { at }),
    method: "PUT",
    headers: { APIKey: LIST_KEY, "content-type": "application/json" },
    body: JSON.stringify({ PasswordID: 1, Title: title }),
  });
  expect(answer.status).toBe(200);
}

test("a sandbox comes from a fixture's content, with a seed and doors of its own", async () => {
  const { client, ask } = await start();
  const fixture = { ...vault, passwordstate: { keys: { systemWide: {} }, lists: [{ name: "Empty" }] } };
  const made = await client.createSandbox({ id: "mine", fixture, seed: 11, listen: ["passwordstate"] });
  expect(made).toMatchObject({ id: "mine", from: "given", served: 0, now: "2026-03-01T09:00:00.000Z" });
  expect(made.doors).toHaveLength(1);

  const same = await client.createSandbox({ fixture, seed: 11 });
  const other = await client.createSandbox({ fixture, seed: 12 });
  const keys = async (id: string) => (await client.sandbox(id).credentials()).map(({ value }) => value);
  expect(await keys(same.id)).toEqual(await keys("mine"));
  expect(await keys(other.id)).not.toEqual(await keys("mine"));

  const answer = await ask("/api/passwords/1", { at: made.doors[0]?.http ?? "" });
  expect(answer.status).toBe(401);
  expect((await client.sandbox("mine").info()).served).toBe(1);
  expect((await client.sandbox().info()).served).toBe(0);
});

test.each(["demo", "contract", "empty"])("a sandbox comes from the fixture %s that comes along", async (fixture) => {
  const { client } = await start();
  expect(await client.createSandbox({ fixture })).toMatchObject({ id: "s1", from: fixture });
});

test("a fork never sees another's writes, by prefix and by port", async () => {
  const { client, ask } = await start();
  const fork = await client.sandbox().fork({ id: "twin", listen: [{ listener: "passwordstate" }] });
  expect(fork).toMatchObject({ id: "twin", from: "default" });
  const twin = fork.doors[0]?.http ?? "";
  await rename(ask, "renamed in the twin", twin);
  expect(await readTitle(ask, twin)).toBe("renamed in the twin");
  expect(await readTitle(ask)).toBe("web-01");
  const byPrefix = (await (await ask("/~twin/api/passwords/1")).json()) as { Title: string }[];
  expect(byPrefix[0]?.Title).toBe("renamed in the twin");
});

test("reset goes back to the start, and to a fork's own start", async () => {
  const { client, ask } = await start();
  await rename(ask, "renamed");
  const fork = await client.sandbox().fork({ listen: ["passwordstate"] });
  const at = fork.doors[0]?.http ?? "";
  await rename(ask, "renamed again", at);
  await client.sandbox(fork.id).reset();
  await client.sandbox().reset();
  expect(await readTitle(ask, at)).toBe("renamed");
  expect(await readTitle(ask)).toBe("web-01");
});

test("rewind goes to before or after any request of the journal", async () => {
  const { client, ask } = await start();
  const sandbox = client.sandbox();
  await rename(ask, "first");
  await rename(ask, "second");
  const [first, second] = await sandbox.journal();
  await sandbox.rewind(second?.seq ?? 0);
  expect(await readTitle(ask)).toBe("first");
  await sandbox.rewind(second?.seq ?? 0, "after");
  expect(await readTitle(ask)).toBe("second");
  await sandbox.rewind(first?.seq ?? 0, "before");
  expect(await readTitle(ask)).toBe("web-01");
  await expect(sandbox.rewind(999)).rejects.toMatchObject({ status: 409 });
});

test("a snapshot brings a sandbox back byte for byte, also into another", async () => {
  const { client, ask } = await start();
  const text = await client.sandbox().snapshot();
  expect(text).toContain(PASSWORD);
  await rename(ask, "after the snapshot");
  const other = await client.createSandbox({ fixture: { fauxvault: 1 } });
  await client.sandbox().restore(text);
  await client.sandbox(other.id).restore(text);
  expect(await client.sandbox().snapshot()).toBe(text);
  expect(await client.sandbox(other.id).snapshot()).toBe(text);
  expect(await readTitle(ask)).toBe("web-01");
});

test("a deleted sandbox is gone with its doors; the default one stays", async () => {
  const { client } = await start();
  const { doors: before } = await client.status();
  const { id, doors } = await client.sandbox().fork({ listen: ["passwordstate"] });
  await client.sandbox(id).delete();
  await expect(fetch(doors[0]?.http ?? "")).rejects.toThrow("fetch failed");
  expect((await client.sandboxes()).map((sandbox) => sandbox.id)).toEqual(["default"]);
  expect((await client.status()).doors).toEqual(before);
  await expect(client.sandbox(id).info()).rejects.toMatchObject({ status: 404 });
  await expect(client.sandbox().delete()).rejects.toMatchObject({ status: 409 });
});

test("when a door of a new sandbox cannot be opened, nothing of it stays", async () => {
  const { client } = await start();
  const { doors: before } = await client.status();
  const [{ port } = { port: 0 }] = before;
  const listen = ["passwordstate", { listener: "passwordstate", port }];
  await expect(client.createSandbox({ id: "half", listen })).rejects.toMatchObject({ status: 409 });
  const { sandboxes, doors } = await client.status();
  expect(sandboxes.map(({ id }) => id)).toEqual(["default"]);
  expect(doors).toEqual(before);
});

test("an id that is taken is refused", async () => {
  const { client } = await start();
  await client.createSandbox({ id: "one" });
  await expect(client.createSandbox({ id: "one" })).rejects.toMatchObject({ status: 409 });
});
