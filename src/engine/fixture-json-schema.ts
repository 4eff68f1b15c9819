import { z } from "zod";
import { fixtureSchema } from "./fixture-schema.ts";
import type { Section } from "./section.ts";

/** A JSON Schema, or a part of one, as far as it is looked into here. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

/** The JSON Schema (draft 2020-12) of a fixture as it is written: what has a default may be left out. */
export async function fixtureJsonSchema(sections: readonly Section[]): Promise<JsonSchema> {
  const { $schema, ...schema } = z.toJSONSchema(await fixtureSchema(sections), {
    io: "input",
    target: "draft-2020-12",
  });
  const description = "What a sandbox of fauxvault starts with.";
  return { $schema, title: "fauxvault fixture", description, ...schema } as JsonSchema;
}
