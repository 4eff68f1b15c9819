import { z } from "zod";
import { instantText } from "../../../src/engine/fixture-schema.ts";
import { FIELD_TYPES, INPUT_TYPES } from "../state/connections.ts";
import { id, name, tags, words } from "./common.ts";

const attribute = z.strictObject({
  name: name.describe("The key of the attribute, and what the form shows."),
  description: words,
  placeholder: words,
  default: words,
  required: z.boolean().default(true),
  field: z.enum(FIELD_TYPES).default("input"),
  input: z.enum(INPUT_TYPES).default("text").describe("A password is a secret: reads do not show it."),
  options: z.array(z.string()).default([]),
  pattern: words,
});

const signing = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("header"), header: name, attribute: name }),
  z.strictObject({ kind: z.literal("basic"), username: name, password: name }),
  z.strictObject({ kind: z.literal("bearer"), attribute: name }),
  z.strictObject({ kind: z.literal("oauth") }),
  z.strictObject({ kind: z.literal("unknown") }),
]);

const method = z.strictObject({
  name: name.describe("What creation_method says, such as api_key."),
  displayName: name.optional().describe("The same as its name when absent."),
  attributes: z.array(attribute).default([]),
  signing: signing.default({ kind: "unknown" }).describe("How its attributes sign a request; oauth cannot be tested."),
  address: name.optional().describe("The attribute that holds the vendor's address."),
  testPath: z
    .string()
    .regex(/^\//, "expected a path that begins with /")
    .optional()
    .describe("What a test reads, below the address."),
});

/** A connection type beside those that are built in. */
export const connectionType = z.strictObject({
  id,
  name: z
    .string()
    .regex(/^[a-z0-9_-]{1,100}$/, "expected lower-case letters, digits, _ and -")
    .describe("What workflows name it by."),
  displayName: name.optional().describe("The same as its name when absent."),
  plugin: name.optional().describe("The same as its name when absent."),
  methods: z.array(method).min(1).max(3).describe("The recommended one first."),
});

/** A connection of a workspace. */
export const connection = z.strictObject({
  id,
  name,
  type: z.string().describe("The name of a connection type."),
  method: z.string().optional().describe("The type's recommended one when absent."),
  description: words,
  attributes: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({})
    .describe(`By name. An address may begin with \${passwordstate.url}: where that product listens.`),
  tags,
  active: z.boolean().default(true),
  by: z.string().optional().describe("The address of who made it; the first user when absent."),
  created: instantText.default("now"),
  sharedWith: z.array(z.string()).default([]).describe("Names of the workspaces that it is lent to."),
});
