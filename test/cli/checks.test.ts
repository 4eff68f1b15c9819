import { expect, test } from "vitest";
import { PRODUCTS } from "../../contracts/products/find-product.ts";
import { runCli } from "./cli.ts";

test("checks lists what the contracts ask, of one product or all, as text or JSON", async () => {
  const [all, one, json, unknown] = await Promise.all([
    runCli(["checks"]),
    runCli(["checks", "passwordstate", "--level", "core", "--only", "reading.*"]),
    runCli(["checks", "--json"]),
    runCli(["checks", "keepass"]),
  ]);
  expect([all.code, one.code, json.code, unknown.code]).toEqual([0, 0, 0, 2]);
  for (const { title, checks } of PRODUCTS)
    expect(all.stdout).toContain(`${title} contract: ${checks.length} checks\n`);
  expect(one.stdout).toMatch(/^core +reading\.by-id {2}\(live-read\)\n +A secret is read with its value/m);
  expect(one.stdout).not.toMatch(/hardened|connection\./);
  const lists = JSON.parse(json.stdout) as { product: string; checks: { id: string; needs: string[] }[] }[];
  expect(lists.map(({ product }) => product)).toEqual(PRODUCTS.map(({ name }) => name));
  expect(lists[0]?.checks[0]).toMatchObject({ id: expect.any(String), level: "core", promise: expect.any(String) });
});
