import type { OpenAPIV3_1 } from "openapi-types";
import { z } from "zod";

/** A JSON Schema as an OpenAPI 3.1 document holds it. */
export type Schema = OpenAPIV3_1.SchemaObject;

/** Whether a schema tells what may be sent (defaults may be left out) or what comes back. */
export type Direction = "input" | "output";

/** The JSON Schemas of one OpenAPI document: those that have a name (`meta({ id })`) are written once and referred to. */
export class SchemaBook {
  readonly #named: Record<string, Schema> = {};

  /** A zod schema as JSON Schema. Two different ones of the same name are refused. */
  write(schema: z.ZodType, direction: Direction): Schema {
    const {
      $schema: _dialect,
      $defs = {},
      ...rest
    } = z.toJSONSchema(schema, {
      io: direction,
      unrepresentable: "any",
      override: ({ jsonSchema }) => {
        // Says no more than that JavaScript counts exactly.
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      },
    });
    for (const [name, named] of Object.entries($defs)) this.#name(name, toComponent(named));
    return toComponent(rest);
  }

  /** The schemas with a name, in the order of their names. */
  named(): Record<string, Schema> {
    return Object.fromEntries(Object.entries(this.#named).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #name(name: string, schema: Schema): void {
    const { id: _id, ...content } = schema as Schema & { id?: string };
    const known = this.#named[name];
    if (known && JSON.stringify(known) !== JSON.stringify(content)) {
      throw new TypeError(`Two different schemas are named '${name}'.`);
    }
    this.#named[name] = content;
  }
}

function toComponent(schema: object): Schema {
  const text = JSON.stringify(schema, (key, value) =>
    key === "$ref" && typeof value === "string" ? value.replace("#/$defs/", "#/components/schemas/") : value,
  );
  return JSON.parse(text) as Schema;
}
