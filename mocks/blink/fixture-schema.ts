import { z } from "zod";
import { instantText } from "../../src/engine/fixture-schema.ts";
import { id, name, tags, words } from "./fixture-schema/common.ts";
import { connection, connectionType } from "./fixture-schema/connections.ts";
import { execution, pack } from "./fixture-schema/workflows.ts";
import { RIGHTS, TENANT_ROLES } from "./state/people.ts";

/** The value of a personal API key (`key-format`). */
export const keyValue = z
  .string()
  .regex(/^[a-z0-9]{28}$/, "expected 28 lower-case letters and digits")
  .describe("Drawn from the seed when absent.");

const key = z.strictObject({
  id,
  name: z.string().trim().min(1).max(100),
  description: words,
  value: keyValue.optional(),
  default: z.boolean().default(false).describe("One of a user's keys is; the first when none says so."),
  created: instantText.default("now"),
  lastUsed: instantText.optional().describe("Never, when absent."),
});

const user = z.strictObject({
  id,
  email: z.string().min(3).max(255),
  name: words,
  service: z.boolean().default(false).describe("Whether it is a service account."),
  companyRole: z.enum(TENANT_ROLES).default("Builder"),
  roles: z
    .record(z.string(), z.string())
    .default({})
    .describe("Workspaces by name, and the role in each: Owner, Contributor, Viewer or a custom one."),
  selected: z
    .string()
    .optional()
    .describe("The workspace that unscoped paths mean; the first of its roles when absent."),
  keys: z.array(key).default([]).describe("At most five; one named default is made when there is none."),
});

const runnerGroup = z.strictObject({
  id,
  name,
  default: z.boolean().default(false),
  tags,
  runners: z
    .array(
      z.strictObject({
        id,
        name,
        online: z.boolean().default(true),
        version: z.string().max(50).default("2.0.0"),
      }),
    )
    .default([]),
});

const workspace = z.strictObject({
  id,
  name,
  displayName: name.optional().describe("The same as its name when absent."),
  description: words,
  runnerGroups: z.array(runnerGroup).default([]).describe("Beside the one in Blink's cloud, which all have."),
  connections: z.array(connection).default([]),
  packs: z.array(pack).default([]),
  executions: z.array(execution).default([]),
});

/** Blink's part of a fixture. */
export const partSchema = z.strictObject({
  tenant: z.strictObject({ id, name: name.default("Example") }).default({ name: "Example" }),
  roles: z
    .array(z.strictObject({ name, rights: z.array(z.enum(RIGHTS)) }))
    .default([])
    .describe("Custom roles for workspaces."),
  connectionTypes: z.array(connectionType).default([]).describe("Beside those that are built in."),
  workspaces: z.array(workspace).default([]),
  users: z.array(user).default([]),
  keptExecutions: z
    .int()
    .min(100)
    .max(100_000)
    .default(20_000)
    .describe("How many executions are kept; the oldest that have ended go first."),
});

/** Blink's part of a fixture, once read. */
export type BlinkPart = z.infer<typeof partSchema>;
