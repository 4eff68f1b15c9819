import { expect, test } from "vitest";
import { start } from "./start.ts";

test("a fault strikes what it matches, is counted, and can be taken out", async () => {
  const { client, ask } = await start();
  const sandbox = client.sandbox();
  const fault = await sandbox.addFault({
    match: { operation: "passwords.get" },
    times: 1,
    effect: { kind: "status", status: 503, body: "busy" },
  });
  expect(fault).toMatchObject({ id: 1, times: 1, when: "before", seen: 0, fired: 0 });
  expect((await ask("/api/passwords/1")).status).toBe(503);
  expect((await ask("/api/passwords/1")).status).toBe(200);
  expect(await sandbox.faults()).toMatchObject([{ id: 1, seen: 2, fired: 1 }]);
  expect(await sandbox.journal()).toMatchObject([{ status: 503, faults: [{ id: 1, kind: "status" }] }, { faults: [] }]);

  await sandbox.addFault({ effect: { kind: "html" } });
  await sandbox.removeFault(1);
  expect(await sandbox.faults()).toMatchObject([{ id: 2 }]);
  await expect(sandbox.removeFault(1)).rejects.toMatchObject({ status: 404 });
  await sandbox.clearFaults();
  expect(await sandbox.faults()).toEqual([]);
});

test("a fault stays in its sandbox", async () => {
  const { client, ask } = await start();
  const { id } = await client.sandbox().fork();
  await client.sandbox(id).addFault({ effect: { kind: "html" } });
  expect((await ask("/api/passwords/1")).headers.get("content-type")).toMatch(/json/);
  expect((await ask(`/~${id}/api/passwords/1`)).headers.get("content-type")).toMatch(/html/);
});

test("a reset takes faults out", async () => {
  const { client } = await start();
  await client.sandbox().addFault({ effect: { kind: "reset" } });
  await client.sandbox().reset();
  expect(await client.sandbox().faults()).toEqual([]);
});

test.each([
  [{ product: "nonsense" }, "match.product"],
  [{ operation: "passwords.fetch" }, "match.operation"],
])("a fault for %o, which is not there, would never strike and is refused", async (match, member) => {
  const { client } = await start();
  const adding = client.sandbox().addFault({ match, effect: { kind: "reset" } });
  await expect(adding).rejects.toMatchObject({ status: 400, issues: [{ member }] });
});
