import { z } from "zod";
import type { FixtureSchema, Section } from "./section.ts";

const hostName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/, "expected a host name");

/** The members of a fixture that belong to no product. */
const head = {
  $schema: z.string().optional().describe("Where this file's JSON Schema is; for editors."),
  fauxvault: z.literal(1).describe("The version of the fixture format."),
  seed: z.int().min(0).max(0xffffffff).default(1).describe("The seed of all chance in the sandbox."),
  clock: z
    .strictObject({
      at: z
        .string()
        .optional()
        .describe("Where the clock starts: '2026-03-01T09:00:00Z' or '30 days ago'; now when absent."),
      frozen: z.boolean().default(false).describe("Whether the clock stands still until it is moved."),
    })
    .optional(),
  hosts: z
    .record(hostName, z.array(z.union([z.ipv4(), z.ipv6()])).min(1))
    .default({})
    .describe("Host names and the addresses that belong to them; names are looked up here and nowhere else."),
  journal: z.int().min(1).max(1_000_000).default(1000).describe("How many requests the journal keeps."),
  assumptions: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe("Choices for open questions, by product and name."),
};

/** The members of a fixture that belong to no product, once read. */
export type FixtureHead = Readonly<z.infer<z.ZodObject<typeof head>>>;

/** The schema of a whole fixture: the members above, and one for each section that takes a part. */
export function fixtureSchema(sections: readonly Section[]) {
  const parts: Record<string, z.ZodType> = {};
  for (const section of sections) {
    // A section's schema is a zod schema; the engine's own type is narrower so that state and time do not depend on zod.
    if (section.fixture)
      parts[section.name] = (section.fixture.schema as FixtureSchema<unknown> & z.ZodType).optional();
  }
  return z.strictObject({ ...head, ...parts });
}
