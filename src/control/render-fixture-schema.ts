import { z } from "zod";
import { fixtureSchema } from "../engine/fixture-schema.ts";
import type { World } from "../engine/world.ts";

/** The JSON Schema of fixtures, as text: `fixtures/fixture.schema.json`. */
export function renderFixtureSchema(world: World): string {
  const { $schema, ...schema } = z.toJSONSchema(fixtureSchema(world.sections), { io: "input", unrepresentable: "any" });
  const described = {
    $schema,
    title: "fauxvault fixture",
    description: "What a sandbox of fauxvault starts with.",
    ...schema,
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}
