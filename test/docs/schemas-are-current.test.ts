import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { loadTable } from "../../contracts/adapters/commands/load-table.ts";
import { tableJsonSchema } from "../../contracts/adapters/commands/table-shape.ts";
import { configJsonSchema } from "../../contracts/config/config-shape.ts";
import { loadConfig } from "../../contracts/config/load-config.ts";
import { reportJsonSchema } from "../../contracts/reports/json-shape.ts";

const schemas = [
  ["config", configJsonSchema],
  ["commands", tableJsonSchema],
  ["report", reportJsonSchema],
] as const;

function compile(schema: object) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

test.each(schemas)(
  "docs/schemas/%s.schema.json is what the code demands; if not, run the tests once with UPDATE_DOCS=1",
  async (name, make) => {
    const page = new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url);
    const text = `${JSON.stringify(make(), null, 2)}\n`;
    if (process.env.UPDATE_DOCS === "1") await writeFile(page, text);
    expect(await readFile(page, "utf8")).toBe(text);
  },
);

test.each([
  // Its bypass ends one day; the sample is meant to be read before.
  ["docs/verify.md", configJsonSchema, (file: string) => loadConfig(file, "2027-01-01")],
  ["docs/adapter-commands.md", tableJsonSchema, loadTable],
] as const)("the sample of %s is taken, and its schema knows no more than it should", async (page, make, load) => {
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(await readFile(page, "utf8")) ?? [];
  const folder = await mkdtemp(path.join(tmpdir(), "fauxvault-sample-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "sample.yaml");
  await writeFile(file, yaml);
  await expect(load(file)).resolves.toBeDefined();
  const validate = compile(make());
  const content = parse(yaml) as object;
  expect(validate(content), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...content, surplus: 1 })).toBe(false);
});

test("the schema of a table takes the bash example", async () => {
  const validate = compile(tableJsonSchema());
  const content: unknown = parse(await readFile("examples/bash/passwordstate.yaml", "utf8"));
  expect(validate(content), JSON.stringify(validate.errors)).toBe(true);
});
