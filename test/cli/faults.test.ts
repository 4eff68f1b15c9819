import { expect, test } from "vitest";
import { faultEffect } from "../../src/http/faults/fault.ts";
import { startSteered } from "./steered.ts";

test("a fault of flags strikes what it names, as often as it says", async () => {
  const { cli, ask } = await startSteered();
  const said = await cli(
    ...["fault", "add", "--kind", "status", "--status", "503", "--body", "<h1>busy</h1>", "--header", "Retry-After=7"],
    ...["--operation", "passwords.get", "--method", "GET", "--times", "1"],
  );
  expect(said).toMatch(/^fault 1: status 503 body .*once; on operation passwords.get, method GET\n$/);
  const struck = await ask();
  expect([struck.status, struck.headers.get("retry-after"), await struck.text()]).toEqual([503, "7", "<h1>busy</h1>"]);
  expect((await ask()).status).toBe(200);
  expect(await cli("fault", "list")).toMatch(/^ID {2}STRUCK +FAULT\n1 {3}1 of 2 requests {2}status 503 /);
});

test("a fault of JSON strikes too, and its result is JSON", async () => {
  const { cli, ask } = await startSteered();
  const fault = { match: { path: "/api/*", nth: 1 }, effect: { kind: "reset" } };
  const added = JSON.parse(await cli("fault", "add", "--json", JSON.stringify(fault)));
  expect(added).toMatchObject({ id: 1, when: "before", ...fault });
  await expect(ask()).rejects.toThrow("fetch failed");
  expect(JSON.parse(await cli("fault", "list", "--json"))).toMatchObject([{ id: 1, fired: 1 }]);
});

test("faults are taken out, one or all", async () => {
  const { cli, vault, ask } = await startSteered();
  await cli("fault", "add", "--kind", "empty");
  await cli("fault", "add", "--kind", "html");
  await cli("fault", "remove", "1");
  expect(await (await ask()).text()).toContain("<html>");
  await cli("fault", "clear");
  expect(await vault.faults.list()).toEqual([]);
  expect(await cli("fault", "list")).toBe("no faults\n");
});

test("the help names every kind of fault there is, with the flags that belong to it", async () => {
  const { cli, vault } = await startSteered();
  const help = await cli("fault", "add", "--help");
  const named = [...help.matchAll(/^ {2}([a-z][a-z-]*)(?= {2,}| --| \[)/gm)].map(([, kind = ""]) => kind);
  const kinds = faultEffect.options.map(({ shape }) => shape.kind.value);
  expect(named.toSorted()).toEqual(kinds.toSorted());
  await cli("fault", "add", "--kind", "drip", "--ms", "1.5", "--bytes", "3");
  await cli("fault", "add", "--kind", "redirect", "--location", "/login", "--status", "307");
  await cli("fault", "add", "--kind", "content-type", "--type", "text/css", "--when", "before", "--probability", "0.5");
  const added = await vault.faults.list();
  expect(added.map(({ effect }) => effect)).toEqual([
    { kind: "drip", ms: 1.5, bytes: 3 },
    { kind: "redirect", location: "/login", status: 307 },
    { kind: "content-type", type: "text/css" },
  ]);
  expect(added[2]).toMatchObject({ when: "before", match: { probability: 0.5 } });
});

test("a fault is shown without what it does not say", async () => {
  const { cli } = await startSteered();
  expect(await cli("fault", "add", "--kind", "status", "--status", "503")).toBe(
    'fault 1: status 503 type "text/html"; before; on every request\n',
  );
  expect(await cli("fault", "add", "--kind", "delay", "--ms", "20")).toBe(
    "fault 2: delay 20 ms; after; on every request\n",
  );
});
