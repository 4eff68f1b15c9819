import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { PRODUCTS } from "../../contracts/products/find-product.ts";
import { renderChecksPage } from "../../contracts/reports/checks-page.ts";

const page = new URL("../../docs/checks.md", import.meta.url);

test("docs/checks.md says what the checks say; if not, run the tests once with UPDATE_DOCS=1", async () => {
  const text = renderChecksPage(PRODUCTS);
  if (process.env.UPDATE_DOCS === "1") await writeFile(page, text);
  expect(await readFile(page, "utf8")).toBe(text);
});

test("the page tells of every check what it needs, at which level, and what it promises", () => {
  const rows = renderChecksPage(PRODUCTS).split("\n");
  for (const { checks } of PRODUCTS) {
    for (const { id, level, needs, promise } of checks) {
      const row = rows.find((line) => line.startsWith(`| \`${id}\` | ${level} | ${needs.join(", ")}`));
      expect(row, id).toContain(promise);
    }
  }
});
