import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assumptions } from "../../mocks/blink/assumptions.ts";
import { blink } from "../../mocks/blink/index.ts";
import { describeMock } from "../../src/http/openapi.ts";
import { isBuilt } from "../../src/http/operation.ts";

const page = readFileSync(new URL("../../docs/products/blink.md", import.meta.url), "utf8");
const { operations } = await blink.load();

test("every built operation is in the OpenAPI document, with what stands behind it", async () => {
  const document = await describeMock(blink);
  const described = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item ?? {}) as object[]);
  const built = operations.filter(isBuilt);
  expect(described).toHaveLength(built.length);
  for (const one of described) {
    expect(one).toMatchObject({ "x-fauxvault-evidence": { kind: expect.any(String), basis: expect.any(String) } });
  }
  expect(document["x-fauxvault-not-built"]).toHaveLength(operations.length - built.length);
});

test("ids of operations are unique, and every assumption that one names exists", () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  const named = operations.flatMap((operation) => operation.assumptions ?? []);
  expect(named.filter((name) => !(name in assumptions))).toEqual([]);
});

test("every open question of the page is an assumption of the mock, and no other", () => {
  const table = page.slice(page.indexOf("## Open questions"), page.indexOf("## Wire checklist"));
  const rows = [...table.matchAll(/^\| `([a-z0-9-]+)` \| [^|]+ \| [^|]+ \| [^|]+ \|$/gm)];
  expect(rows.map(([, name]) => name).toSorted()).toEqual(Object.keys(assumptions).toSorted());
  const mentioned = [...page.matchAll(/`assumed:([a-z0-9-]+)`/g)].map(([, name = ""]) => name);
  expect(mentioned.filter((name) => !(name in assumptions))).toEqual([]);
  expect(Object.keys(assumptions).filter((name) => !mentioned.includes(name))).toEqual([]);
});

test("what a body is sent as, and what a run's query takes, is described as the product reads it", async () => {
  const { paths = {} } = await describeMock(blink);
  const execute = paths["/api/v1/playbooks/{id}/execute"]?.post;
  expect(execute).toMatchObject({
    parameters: [
      { name: "id", in: "path" },
      { name: "run_sync", in: "query", required: false, schema: { type: "boolean" } },
      { name: "timeout", in: "query", required: false, schema: { type: "integer" } },
    ],
  });
  const bodies = Object.values(paths).flatMap((item) => {
    const { requestBody } = item?.post ?? {};
    return requestBody && "content" in requestBody ? Object.keys(requestBody.content) : [];
  });
  expect(new Set(bodies)).toEqual(new Set(["application/json"]));
});
