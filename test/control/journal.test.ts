import { expect, test } from "vitest";
import type { JournalQuery } from "../../src/control/protocol.ts";
import { start } from "./start.ts";

test("the journal says who asked for what, and why it was refused", async () => {
  const { client, ask } = await start();
  await ask("/api/passwords/1");
  await ask("/api/passwords/404", { headers: { APIKey: "00000000000000000000000000000000" } });
  const [served, refused] = await client.sandbox().journal();
  expect(served).toMatchObject({
    seq: 1,
    at: "2026-03-01T09:00:00.000Z",
    sandbox: "default",
    product: "passwordstate",
    channel: "http",
    method: "GET",
    target: "/api/passwords/1",
    operation: "passwords.get",
    caller: { address: "127.0.0.1", credential: "System Wide", carrier: "header" },
    status: 200,
  });
  expect(served).not.toHaveProperty("reason");
  expect(refused).toMatchObject({ seq: 2, status: 401, reason: expect.stringContaining("no key of this vault") });
});

const queries: readonly [JournalQuery, readonly number[]][] = [
  [{}, [1, 2, 3, 4]],
  [{ after: 2 }, [3, 4]],
  [{ limit: 2 }, [3, 4]],
  [{ status: 404 }, [2, 4]],
  [{ refused: true }, [2, 3, 4]],
  [{ refused: false }, [1]],
  [{ operation: "passwords.get" }, [1, 2, 3]],
  [{ product: "passwordstate", refused: true, limit: 1 }, [4]],
];

test.each(queries)("the query %o finds %o", async (query, found) => {
  const { client, ask } = await start();
  await ask("/api/passwords/1");
  await ask("/api/passwords/77");
  await ask("/api/passwords/1", { headers: {} });
  await ask("/nowhere");
  expect((await client.sandbox().journal(query)).map(({ seq }) => seq)).toEqual(found);
});

test.each([
  [{ product: "nonsense" }, "There is no product 'nonsense'; known: passwordstate"],
  [{ operation: "passwords.gett" }, "There is no operation 'passwords.gett'; the nearest are passwords.get, "],
])("the query %o asks for what does not exist and is refused", async (query, words) => {
  const { client } = await start();
  await expect(client.sandbox().journal(query)).rejects.toThrow(words);
});

test("a cleared journal is empty and counts on", async () => {
  const { client, ask } = await start();
  await ask("/api/passwords/1");
  await client.sandbox().clearJournal();
  expect(await client.sandbox().journal()).toEqual([]);
  await ask("/api/passwords/2");
  expect(await client.sandbox().journal()).toMatchObject([{ seq: 2 }]);
});
