import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import demo from "../../fixtures/demo.yaml";
import { mocks } from "../../mocks/registry.ts";
import { fixtureJsonSchema } from "../../src/engine/fixture-json-schema.ts";
import { World } from "../../src/engine/world.ts";
import { smallWorld } from "./small-world.ts";

async function compile(world: World) {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  // A format of zod's own name, whose pattern says the same.
  ajv.addFormat("base64", true);
  return ajv.compile(await fixtureJsonSchema(world.sections));
}

test("the published schema takes what a fixture takes and refuses what a fixture refuses", async () => {
  const validate = await compile(smallWorld);
  const contents: unknown[] = [
    { fauxvault: 1 },
    { fauxvault: 1, $schema: "./fixture.schema.json", store: { boxes: [{ label: "a" }, {}] } },
    { fauxvault: 1, hosts: { "build-01": ["10.0.0.1", "::1"] }, assumptions: { store: { "box-order": "newest" } } },
    {},
    { fauxvault: 2 },
    { fauxvault: 1, shop: {} },
    { fauxvault: 1, store: { boxes: [{ shelf: 0 }] } },
    { fauxvault: 1, store: { size: "huge" } },
    { fauxvault: 1, hosts: { a: [] } },
    { fauxvault: 1, hosts: { "a b": ["10.0.0.1"] } },
    { fauxvault: 1, hosts: { a: ["nowhere"] } },
    { fauxvault: 1, assumptions: { store: { "box-order": "random" } } },
    { fauxvault: 1, assumptions: { shop: {} } },
    { fauxvault: 1, seed: 1.5 },
  ];
  const checks = await Promise.all(contents.map((content) => smallWorld.check("test", content)));
  const taken = checks.map(({ fixture }) => fixture !== undefined);
  expect(contents.map((content) => validate(content))).toEqual(taken);
  expect(taken.filter(Boolean)).toHaveLength(3);
});

test("the schema of all products takes the demo fixture, and says what its members are", async () => {
  const world = new World(mocks.map(({ section }) => section));
  const validate = await compile(world);
  expect(validate(demo), JSON.stringify(validate.errors)).toBe(true);
  expect((await world.check("demo", demo)).issues).toBeUndefined();
  const schema = await fixtureJsonSchema(world.sections);
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema.properties?.hosts?.description).toContain("Host names");
});
