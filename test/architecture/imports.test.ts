import { expect, test } from "vitest";
import { findFaultyImports } from "./floors.ts";
import { readImports } from "./read-imports.ts";
import { readSources } from "./read-sources.ts";

test("every import of the project points down and none closes a circle", () => {
  const sources = readSources(["src", "mocks", "contracts"]);
  expect(sources.size).toBeGreaterThan(0);
  expect(findFaultyImports(sources)).toEqual([]);
});

test.each([
  ["src/engine/table.ts", `import { send } from "../http/send.ts";`],
  ["src/engine/table.ts", `import type { Reply } from "../http/reply.ts";`],
  ["src/engine/table.ts", `export * from "../../mocks/pmp/index.ts";`],
  ["src/engine/table.ts", `import http from "node:http";`],
  ["src/engine/table.ts", `import express from "express";`],
  ["src/http/send.ts", `const mock = await import("../../mocks/pmp/index.ts");`],
  ["src/http/authority/make.ts", `import "../../control/server.ts";`],
  ["mocks/pmp/index.ts", `import {\n  a,\n  type B,\n} from "../passwordstate/state.ts";`],
  ["mocks/pmp/index.ts", `import { mocks } from "../registry.ts";`],
  ["mocks/pmp/operations/a.ts", `import type { Request } from "express";`],
  ["mocks/pmp/index.ts", `import { clock } from "../../src/control/clock.ts";`],
  ["src/control/server.ts", `import { main } from "../cli/main.ts";`],
  ["src/control/server.ts", `import { checks } from "../../contracts/index.ts";`],
  ["contracts/runner.ts", `import { mock } from "../mocks/pmp/index.ts";`],
  ["contracts/runner.ts", `import { listen } from "../src/http/listener.ts";`],
  ["contracts/runner.ts", `import { serve } from "../src/control/server.ts";`],
  ["contracts/runner.ts", `import { startFauxvault } from "../src/index.ts";`],
  ["contracts/runner.ts", `import { World } from "../src/engine/world.ts";`],
  ["src/somewhere/new.ts", ``],
])("%s may not hold: %s", (file, text) => {
  expect(findFaultyImports(new Map([[file, text]]))).toHaveLength(1);
});

test.each([
  ["src/engine/tree.ts", `import BTree from "sorted-btree";\nimport { a } from "./store.ts";`],
  ["src/http/send.ts", `import express from "express";\nimport { a } from "../engine/store.ts";`],
  ["mocks/pmp/rules/a.ts", `import { b } from "../state.ts";\nimport { c } from "../../../src/http/reply.ts";`],
  ["mocks/registry.ts", `const { pmp } = await import("./pmp/index.ts");`],
  ["contracts/runner.ts", `import { createClient } from "../src/control/client.ts";`],
  ["contracts/runner.ts", `import type { Fault } from "../src/control/fault.ts";`],
  ["contracts/config/read.ts", `import { YamlSource } from "../../src/engine/yaml-source.ts";`],
  ["src/cli/verify.ts", `import { run } from "../../contracts/runner.ts";\nimport { a } from "../index.ts";`],
  ["src/engine/a.ts", `// import { b } from "../http/b.ts";\n/**\n * import { b } from "../http/b.ts";\n */`],
])("%s may hold: %s", (file, text) => {
  expect(findFaultyImports(new Map([[file, text]]))).toEqual([]);
});

test("a circle is named with all its files, once", () => {
  const sources = new Map([
    ["src/engine/a.ts", `import { b } from "./b.ts";`],
    ["src/engine/b.ts", `export { c } from "./deep/c.ts";`],
    ["src/engine/deep/c.ts", `import type { B } from "../b.ts";`],
  ]);
  const circle = "a circle: src/engine/b.ts -> src/engine/deep/c.ts -> src/engine/b.ts";
  expect(findFaultyImports(sources)).toEqual([circle]);
});

test("an import type is told from an import that runs", () => {
  const text = `import type { A } from "./a.ts";\nimport { type B, c } from "./b.ts";`;
  expect(readImports("src/engine/x.ts", text)).toEqual([
    { target: "src/engine/a.ts", typeOnly: true, late: false },
    { target: "src/engine/b.ts", typeOnly: false, late: false },
  ]);
});
