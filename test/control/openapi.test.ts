import type { OpenAPIV3_1 } from "openapi-types";
import { expect, test } from "vitest";
import { mocks } from "../../mocks/registry.ts";
import { listOperations, makeJudge } from "./served-document.ts";
import { start } from "./start.ts";

/** Every `$ref` below a value. */
function findRefs(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "$ref" in value && typeof value.$ref === "string" ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(findRefs)];
}

test.each(["control", ...mocks.map(({ name }) => name)])("the document of %s is whole", async (of) => {
  const { client } = await start();
  const document = (await client.openapi(of)) as OpenAPIV3_1.Document;
  expect(document).toMatchObject({
    openapi: "3.1.0",
    info: { title: expect.any(String), version: expect.any(String) },
  });
  const operations = listOperations(document);
  expect(operations.length).toBeGreaterThan(0);
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  for (const { path, operation } of operations) {
    const parameters = (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[];
    const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `{${name}}`);
    expect(path.match(/\{[^}]+\}/g) ?? []).toEqual(inPath);
    expect(Object.keys(operation.responses ?? {}).length).toBeGreaterThan(0);
    for (const response of Object.values(operation.responses ?? {})) {
      expect((response as OpenAPIV3_1.ResponseObject).description).not.toBe("");
    }
  }
  const schemas = Object.keys(document.components?.schemas ?? {}).map((name) => `#/components/schemas/${name}`);
  expect(new Set(findRefs(document))).toEqual(new Set(schemas));
});

test("a mock's document holds what is built with its evidence, and names what is not", async () => {
  const { client } = await start();
  const document = await client.openapi("passwordstate");
  const coverage = await client.coverage("passwordstate");
  const ids = (built: boolean) => coverage.filter((row) => row.built === built).map(({ operation }) => operation);
  const operations = listOperations(document as OpenAPIV3_1.Document);
  expect(operations.map(({ id }) => id).sort()).toEqual(ids(true).sort());
  for (const { operation } of operations) {
    expect(operation).toHaveProperty(["x-fauxvault-evidence", "kind"]);
    expect(operation).toHaveProperty(["x-fauxvault-evidence", "source"]);
  }
  const unbuilt = (document as { "x-fauxvault-not-built": { operation: string }[] })["x-fauxvault-not-built"];
  expect(unbuilt.map(({ operation }) => operation)).toEqual(ids(false));
});

test("a mock's document tells where parameters and keys may travel", async () => {
  const { client } = await start();
  const document = (await client.openapi("passwordstate")) as OpenAPIV3_1.Document;
  expect(document.components?.securitySchemes).toMatchObject({
    header: { type: "apiKey", in: "header", name: "APIKey" },
  });
  const service = await mocks[0]?.load();
  for (const { id, operation } of listOperations(document)) {
    const { parameters, carriers = ["query"] } = service?.operations.find((one) => one.id === id) ?? {};
    const names = Object.keys(parameters?.shape ?? {});
    const documented = (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[];
    const inQuery = documented.filter((parameter) => parameter.in === "query").map(({ name }) => name);
    expect(inQuery).toEqual(carriers.includes("query") ? names : []);
    expect("requestBody" in operation).toBe(names.length > 0 && carriers.includes("body"));
  }
});

test("an answer that is not as documented is found out", async () => {
  const { client } = await start();
  const document = (await client.openapi("control")) as OpenAPIV3_1.Document;
  const judge = makeJudge(document);
  const [health] = listOperations(document).filter(({ id }) => id === "health");
  if (!health) throw new Error("health is not documented");
  const json = "application/json; charset=utf-8";
  expect(judge(health, 200, json, '{"ready":true,"version":"1"}')).toEqual([]);
  expect(judge(health, 200, json, '{"ready":"yes","version":"1"}')).toHaveLength(2);
  expect(judge(health, 200, json, '{"ready":true,"version":"1","more":1}')).toHaveLength(1);
  expect(judge(health, 200, "text/plain", "ready")).toEqual(["it is text/plain, documented is application/json"]);
});

test("the control API answers as its own document says", async () => {
  const { client, ask } = await start();
  await ask("/api/passwords/1");
  await client.sandbox().addFault({ effect: { kind: "reset" }, match: { path: "/never" } });
  const document = (await client.openapi("control")) as OpenAPIV3_1.Document;
  const judge = makeJudge(document);
  const bodies: Readonly<Record<string, object | string>> = {
    "doors.open": { listener: "passwordstate" },
    "sandboxes.create": { id: "made", listen: ["passwordstate"] },
    "sandboxes.rewind": { seq: 1, side: "after" },
    "snapshot.restore": await client.sandbox().snapshot(),
    "clock.set": { at: "2027-01-01" },
    "faults.add": { effect: { kind: "delay", ms: 1 } },
    "hosts.set": { addresses: ["10.1.1.1"] },
    "assumptions.set": { choice: "delete" },
    "actions.run": { key: "System Wide" },
  };
  const [{ port } = { port: 0 }] = (await client.status()).doors;
  const values: Readonly<Record<string, string | number>> = {
    id: "default",
    port,
    product: "passwordstate",
    name: "delete-default",
    action: "keys.rotate",
    fault: 1,
  };
  // What deletes comes last, one thing before all of its kind.
  const rank = ({ method, path }: { method: string; path: string }) => (method === "DELETE" ? 1000 - path.length : 0);
  const inOrder = listOperations(document).sort((a, b) => rank(a) - rank(b));
  const tried = inOrder.filter(({ id }) => !["journal.stream", "sandboxes.delete", "stop"].includes(id));
  for (const documented of tried) {
    const { id, method, path } = documented;
    const url = `${client.url}${path.replace(/\{(\w+)\}/g, (_all, name) => String(values[name]))}`;
    const given = bodies[id];
    const body = given === undefined ? {} : { body: typeof given === "string" ? given : JSON.stringify(given) };
    const answer = await fetch(url, { method, headers: { "content-type": "application/json" }, ...body });
    const text = await answer.text();
    expect([id, answer.ok], text).toEqual([id, true]);
    expect([id, judge(documented, answer.status, answer.headers.get("content-type"), text)]).toEqual([id, []]);

    const refused = await fetch(`${url}?nonsense=1`, { method });
    const why = await refused.text();
    expect([id, refused.ok]).toEqual([id, false]);
    expect([id, judge(documented, refused.status, refused.headers.get("content-type"), why)]).toEqual([id, []]);
  }
});
