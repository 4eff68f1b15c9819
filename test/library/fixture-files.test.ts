import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeWorld } from "../../src/control/make-world.ts";
import { startFauxvault } from "../../src/index.ts";
import { loadFixtureFile } from "../../src/library/load-fixture-file.ts";

const folder = path.resolve(import.meta.dirname, "../../fixtures");

test("a fixture with what it leaves out filled in is that fixture still", async () => {
  const copies = await mkdtemp(path.join(tmpdir(), "fauxvault-fixtures-"));
  onTestFinished(() => rm(copies, { recursive: true }));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml"));
  expect(names).toContain("demo.yaml");
  for (const name of names) {
    const content = await loadFixtureFile(path.join(folder, name), makeWorld());
    const copy = path.join(copies, `${name}.json`);
    await writeFile(copy, JSON.stringify(content));
    expect(await loadFixtureFile(copy, makeWorld())).toEqual(content);
  }
});

test("the file of a fixture that comes along starts the same vault as its name", async () => {
  const [byName, byFile] = await Promise.all(
    ["demo", path.join(folder, "demo.yaml")].map((fixture) => startFauxvault({ fixture })),
  );
  onTestFinished(async () => {
    await Promise.all([byName?.stop(), byFile?.stop()]);
  });
  expect(byFile?.credentials).toEqual(byName?.credentials);
  expect(byFile?.example()).toEqual(byName?.example());
});
