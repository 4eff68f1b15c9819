import { expect, test } from "vitest";
import type { ClockChange } from "../../src/control/protocol.ts";
import { start } from "./start.ts";

const changes: readonly [change: ClockChange, now: string, mode: string][] = [
  [{ at: "2027-01-02" }, "2027-01-02T00:00:00.000Z", "frozen"],
  [{ at: "in 2 days" }, "2026-03-03T09:00:00.000Z", "frozen"],
  [{ advance: "P1M" }, "2026-04-01T09:00:00.000Z", "frozen"],
  [{ advance: "-PT90M" }, "2026-03-01T07:30:00.000Z", "frozen"],
  [{ freeze: true }, "2026-03-01T09:00:00.000Z", "frozen"],
  [{ at: "2027-01-02", freeze: true }, "2027-01-02T00:00:00.000Z", "frozen"],
];

test.each(changes)(
  "the change %o of a clock that stands at 2026-03-01T09:00:00Z gives %s",
  async (change, now, mode) => {
    const { client } = await start();
    const sandbox = client.sandbox();
    const changed = await sandbox.setClock(change);
    expect(changed).toMatchObject({ now, setting: { mode } });
    expect(await sandbox.clock()).toEqual(changed);
    expect((await sandbox.info()).now).toBe(now);
  },
);

test("a released clock runs on from where it stood; a real one follows the machine", async () => {
  const { client } = await start();
  const sandbox = client.sandbox();
  const released = await sandbox.setClock({ freeze: false });
  expect(released.setting.mode).toBe("offset");
  expect(released.now).toMatch(/^2026-03-01T09:0/);
  const before = Date.now();
  const real = await sandbox.setClock({ real: true });
  expect(real.setting).toEqual({ mode: "real" });
  expect(Date.parse(real.now)).toBeGreaterThanOrEqual(before);
});

test("answers carry the sandbox's date", async () => {
  const { client, ask } = await start();
  await client.sandbox().setClock({ at: "2031-05-06T07:08:09Z" });
  expect((await ask("/api/passwords/1")).headers.get("date")).toBe("Tue, 06 May 2031 07:08:09 GMT");
});

test("a host's addresses decide who a caller is, until it is removed", async () => {
  const { client } = await start();
  const sandbox = client.sandbox();
  await sandbox.setHost("Deploy-02.test", ["10.9.8.7", "fd00::1"]);
  expect(await sandbox.hosts()).toEqual({
    "build-01.test": ["10.20.0.11"],
    "deploy-02.test": ["10.9.8.7", "fd00::1"],
  });
  await sandbox.removeHost("DEPLOY-02.test");
  expect(await sandbox.hosts()).toEqual({ "build-01.test": ["10.20.0.11"] });
  await expect(sandbox.removeHost("deploy-02.test")).rejects.toMatchObject({ status: 404 });
});

test("a choice for an open question holds in its sandbox alone, until a reset", async () => {
  const { client } = await start();
  const twin = await client.sandbox().fork();
  const choice = async (id?: string) =>
    (await client.sandbox(id).assumptions()).find(({ name }) => name === "delete-default");
  expect(await choice()).toMatchObject({ product: "passwordstate", choice: "recycle", default: "recycle" });
  await client.sandbox().assume("passwordstate", "delete-default", "delete");
  expect(await choice()).toMatchObject({ choice: "delete", default: "recycle" });
  expect(await choice(twin.id)).toMatchObject({ choice: "recycle" });
  await client.sandbox().reset();
  expect(await choice()).toMatchObject({ choice: "recycle" });
});

test.each([
  ["passwordstate", "delete-default", "nonsense", 400],
  ["passwordstate", "nonsense", "delete", 404],
  ["passwordstate", "constructor", "delete", 404],
  ["nonsense", "delete-default", "delete", 404],
])("assuming %s %s %s is refused with %i", async (product, name, choice, status) => {
  const { client, troubles } = await start();
  await expect(client.sandbox().assume(product, name, choice)).rejects.toMatchObject({ status });
  expect(troubles).toEqual([]);
});
