import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { mocks } from "../../mocks/registry.ts";
import { makeWorld } from "../../src/control/make-world.ts";
import { fixtureJsonSchema } from "../../src/engine/fixture-json-schema.ts";
import { renderCoverage } from "../../src/http/coverage.ts";

// Files that are made from the code: UPDATE_DOCS=1 writes them, without it a stale one fails.
test.each([
  ["docs/coverage.md", () => renderCoverage(mocks)],
  [
    "fixtures/fixture.schema.json",
    async () => `${JSON.stringify(await fixtureJsonSchema(makeWorld().sections), null, 2)}\n`,
  ],
])("%s says what the code says; if not, run the tests once with UPDATE_DOCS=1", async (file, render) => {
  const path = new URL(`../../${file}`, import.meta.url);
  if (process.env.UPDATE_DOCS === "1") await writeFile(path, await render());
  expect(await readFile(path, "utf8")).toBe(await render());
});
