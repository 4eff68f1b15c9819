import { expect, test } from "vitest";
import { readImports } from "./read-imports.ts";
import { readSources } from "./read-sources.ts";

const sources = readSources(["src", "mocks"]);

/** All that is loaded with a file: what it imports, and what that imports, without types and without what comes later by `import()`. */
function findLoaded(
  file: string,
  texts: ReadonlyMap<string, string> = sources,
  loaded = new Set<string>(),
): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  for (const { target, typeOnly, late } of readImports(file, texts.get(file) ?? "")) {
    if (!typeOnly && !late) findLoaded(target, texts, loaded);
  }
  return loaded;
}

/** What takes its time to import, and what only serving needs. */
const HEAVY =
  /^(?:zod|yaml|@faker-js\/|@peculiar\/|node:tls$)|\/(?:service|fixture-schema|fixture-rules|administration)\.ts$|\/operations\//;

test.each(["mocks/registry.ts", "src/cli/start/start.ts", "src/control/running.ts", "src/cli/main.ts"])(
  "%s loads no schema and no operation of any product",
  (file) => {
    expect(sources.has(file)).toBe(true);
    expect([...findLoaded(file)].filter((one) => HEAVY.test(one))).toEqual([]);
  },
);

test("each mock has a light side, which the registry loads, and a service", () => {
  const loaded = findLoaded("mocks/registry.ts");
  const lights = [...loaded].filter((file) => /^mocks\/[^/]+\/index\.ts$/.test(file));
  expect(lights.length).toBeGreaterThan(1);
  for (const light of lights) {
    const late = readImports(light, sources.get(light) ?? "").filter((one) => one.late);
    expect(late.map(({ target }) => target)).toContain(light.replace("index.ts", "service.ts"));
    // The search would find it, were it imported at once.
    expect([...findLoaded(light.replace("index.ts", "service.ts"))]).toContain("zod");
  }
});

test("types and what comes later are not loaded, all else is", () => {
  const texts = new Map([
    ["src/a.ts", `import type { A } from "zod";\nimport { b } from "./b.ts";\nconst later = () => import("./c.ts");`],
    ["src/b.ts", `export { d } from "./d.ts";`],
  ]);
  expect([...findLoaded("src/a.ts", texts)]).toEqual(["src/a.ts", "src/b.ts", "src/d.ts"]);
});
