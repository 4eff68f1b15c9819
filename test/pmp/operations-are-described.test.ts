import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assumptions } from "../../mocks/pmp/assumptions.ts";
import { pmp } from "../../mocks/pmp/index.ts";
import { service } from "../../mocks/pmp/service.ts";
import { describeMock } from "../../src/http/openapi.ts";

const page = readFileSync(new URL("../../docs/products/pmp.md", import.meta.url), "utf8");

test("every built operation is in the OpenAPI document, with what stands behind it", async () => {
  const document = await describeMock(pmp);
  const described = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item ?? {}) as object[]);
  const built = service.operations.filter(({ handle }) => handle);
  expect(described).toHaveLength(built.length);
  for (const one of described) {
    expect(one).toMatchObject({ "x-fauxvault-evidence": { kind: expect.any(String), basis: expect.any(String) } });
  }
  expect(document["x-fauxvault-not-built"]).toHaveLength(service.operations.length - built.length);
});

test("every open question of the page is an assumption of the mock, and no other", () => {
  const table = page.slice(page.indexOf("## Open questions"), page.indexOf("| call | name | message of success"));
  const rows = [...table.matchAll(/^\| ((?:`[a-z0-9-]+`(?:, )?)+) \| [^|]+ \| [^|]+ \| [^|]+ \|$/gm)];
  const names = rows.flatMap(([, cell = ""]) => [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name));
  expect(names.toSorted()).toEqual(Object.keys(assumptions).toSorted());
});

test("every assumption that an operation names exists", () => {
  const named = service.operations.flatMap((operation) => operation.assumptions ?? []);
  expect(named.filter((name) => !(name in assumptions))).toEqual([]);
});
