import { expect, test } from "vitest";
import { waitUntil } from "../../src/engine/wait-until.ts";
import { Trip } from "../../src/http/errands/outside.ts";
import { LIST_KEY, SYSTEM_KEY, start } from "./start.ts";

const HOUR = 3_600_000;

test("whoever moves a sandbox's clock finds that what waited has acted, and what came of that, once it is answered", async () => {
  const { running, client } = await start();
  const { clock } = running.instance.sandbox("default");
  const from = clock.now();
  const told: string[] = [];
  clock.at(from + HOUR, () => told.push("acted"));
  const chain = async () => {
    for (let step = 1; step <= 5; step += 1) {
      await waitUntil(clock, from + step * 60_000, { atMost: HOUR });
      await Promise.resolve();
      told.push(`step ${step}`);
    }
  };
  const done = chain();
  const sandbox = client.sandbox("default");
  await sandbox.setClock({ advance: "PT3M" });
  expect(told).toEqual(["step 1", "step 2", "step 3"]);
  await sandbox.setClock({ at: new Date(from + 2 * HOUR).toISOString(), freeze: true });
  expect(told).toEqual(["step 1", "step 2", "step 3", "acted", "step 4", "step 5"]);
  await done;
});

test("a timer that sets itself anew for ever keeps no change of the clock from its answer", async () => {
  const { running, client } = await start();
  const { clock } = running.instance.sandbox("default");
  const again = () => void clock.at(clock.now(), again);
  clock.at(clock.now() + 1, again);
  expect((await client.sandbox("default").setClock({ advance: "PT1S" })).setting.mode).toBe("frozen");
  running.instance.sandbox("default").reset();
});

test("what an act throws is told with the sandbox's secrets masked, and ends nothing", async () => {
  const { running, client, troubles, ask } = await start();
  const { clock } = running.instance.sandbox("default");
  clock.at(clock.now() + 1, () => {
    throw new Error(`it has ${LIST_KEY}`);
  });
  await client.sandbox("default").setClock({ advance: "PT1S" });
  expect(troubles).toHaveLength(1);
  expect(troubles[0]).toContain("sandbox 'default': a handler failed: ");
  expect(troubles[0]).not.toContain(LIST_KEY);
  expect((await ask("/api/passwords/1")).status).toBe(200);
});

test("the end of a sandbox and of fauxvault end what waits", async () => {
  const { running, client } = await start();
  const ends = async (id: string, end: () => Promise<unknown>) => {
    const { clock } = running.instance.sandbox(id);
    const waited = waitUntil(clock, clock.now() + HOUR, { atMost: HOUR });
    await end();
    return waited;
  };
  expect(await ends("default", () => client.sandbox("default").reset())).toBe("reset");
  await client.createSandbox({ fork: "default", id: "copy" });
  expect(await ends("copy", () => client.sandbox("copy").delete())).toBe("deleted");
  expect(await ends("default", () => running.reload("empty"))).toBe("replaced");
  expect(await ends("default", () => running.stop())).toBe("stopped");
});

test("an address in a sandbox's data leads to the sandbox that uses it: by a path, by a door of its own, never by one that stands for a host", async () => {
  const { running, client } = await start({ hosts: [{ host: "build-01.test", listener: "passwordstate", port: 0 }] });
  const { instance } = running;
  const shared = instance.doors.find((door) => door.sandbox === "default" && door.as === undefined);
  for (const id of ["by-path", "by-door"]) await client.createSandbox({ fork: "default", id });
  const own = await instance.open({ listener: "passwordstate", sandbox: "by-door" });
  const resolve = (id: string, text: string) => {
    const trip = new Trip(instance.sandbox(id), instance.wayOut);
    trip.close();
    return trip.outside.resolve(text);
  };
  const [url, https, unknown] = ["url", "https", "name"].map((kind) => `${"$"}{passwordstate.${kind}}`);
  expect(resolve("by-path", `${url}/api`)).toBe(`${shared?.http}/~by-path/api`);
  expect(resolve("by-door", `${https}/api`)).toBe(`${own.https}/api`);
  expect(resolve("default", `a ${url} ${unknown} ${"$"}{nothing.url}`)).toBe(
    `a ${shared?.http}/~default ${unknown} ${"$"}{nothing.url}`.replace("/~default", ""),
  );
});

test("a call that a fork makes reaches the fork's vault, by HTTP and HTTPS, and only its journal moves", async () => {
  const { running, client } = await start();
  const { instance } = running;
  await client.createSandbox({ fork: "default", id: "copy" });
  const trip = new Trip(instance.sandbox("copy"), instance.wayOut);
  for (const kind of ["url", "https"]) {
    const url = trip.outside.resolve(`${"$"}{passwordstate.${kind}}/api/passwords/1`);
    const outcome = await trip.outside.request({ method: "GET", url, headers: { APIKey: SYSTEM_KEY } });
    expect(outcome).toMatchObject({ kind: "answer", status: 200 });
  }
  trip.close();
  expect(
    instance
      .sandbox("copy")
      .journal.entries()
      .map(({ channel }) => channel),
  ).toEqual(["http", "https"]);
  expect(instance.sandbox("default").journal.entries()).toEqual([]);
});

test("a host of the fixture is called only where the configuration allows it, and a door that stands for it changes nothing", async () => {
  const { running } = await start({ hosts: [{ host: "build-01.test", listener: "passwordstate", port: 0 }] });
  const { instance } = running;
  const trip = new Trip(instance.sandbox("default"), instance.wayOut);
  const port = instance.doors.find((door) => door.as !== undefined)?.port;
  const call = (url: string) => trip.outside.request({ method: "GET", url });
  expect(await call(`http://build-01.test:${port}/`)).toMatchObject({ kind: "not-allowed" });
  expect(await call(`http://build-02.test:${port}/`)).toMatchObject({ kind: "unknown-host" });
  instance.sandbox("default").setHost("build-01.test", ["127.0.0.1"]);
  expect(await call(`http://build-01.test:${port}/`)).toMatchObject({ kind: "answer" });
  trip.close();
});

test("a host that is none is refused before anything is opened", async () => {
  await expect(start({ allowHosts: ["*.example.com"] })).rejects.toThrow("'*.example.com' is not a host to call");
});
