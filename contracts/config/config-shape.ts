import { z } from "zod";
import { LEVELS } from "../check.ts";
import { VARIABLE_NAME, VARIABLE_NAME_RULE } from "../live/variable-name.ts";
import { duration } from "./duration.ts";
import { agreed, ownSettings, pattern } from "./terms-shape.ts";

const name = z.string().min(1);

const adapter = z
  .strictObject({
    module: name.optional().describe("A module that exports createConnector, run in process"),
    command: z.array(z.string()).min(1).optional().describe("A program that speaks JSON-RPC 2.0, and its arguments"),
    commands: name.optional().describe("A table of commands, as a YAML file"),
  })
  .refine((choice) => Object.values(choice).filter((one) => one !== undefined).length === 1, {
    error: "Give exactly one of module, command and commands.",
  })
  .describe("How the connector is reached. Paths and programs are looked for from this file's folder");

const settings = ownSettings({
  timeLimit: duration.optional().describe("What one call may take: 5s"),
}).describe("The time limit, and settings of the connector's own");

const variable = z.string().regex(VARIABLE_NAME, VARIABLE_NAME_RULE);

const target = z
  .strictObject({
    address: name.describe("Its address: https://vault.example:9119"),
    caFile: name.optional().describe("A file with the certificate of the authority that its own comes from"),
    credentialEnv: variable.optional().describe("The environment variable that holds the credential"),
    container: name.optional().describe("The id of the list or resource in which secrets are made"),
    allowWrites: z.boolean().optional().describe("Whether secrets may be made there"),
    prefix: name.optional().describe("What the names of all that is made there begin with: fv-"),
    secrets: z
      .array(
        z.strictObject({
          id: name,
          container: name,
          name,
          valueEnv: variable.describe("The environment variable that holds the secret's value"),
        }),
      )
      .optional()
      .describe("Secrets that are there, to be read when nothing may be written"),
  })
  .describe("A real product to run against, in place of mocks");

const connector = z.strictObject({
  product: name.describe("Whose contract it is: passwordstate"),
  adapter,
  capabilities: agreed.capabilities,
  settings: settings.optional(),
  scheme: z.enum(["https", "http"]).optional().describe("The scheme of the address that it is given: https"),
  target: target.optional(),
  level: z.enum(LEVELS).optional().describe("Checks up to this level"),
  concurrency: z.int().min(1).optional().describe("How many checks run at once"),
  isolate: z.boolean().optional().describe("A process of its own for each check"),
  timeLimit: duration.optional().describe("What one check may take: 15s"),
  timeLimits: z.record(pattern, duration).optional().describe("What single checks may take; the first that fits holds"),
  expect: agreed.expect,
  bypass: agreed.bypass,
});

/** The schema of a configuration. */
export const configShape = z.strictObject({
  $schema: z.string().optional(),
  connectors: z
    .record(z.string().regex(/^[a-zA-Z0-9][\w.-]*$/, "Use letters, digits, dots, underscores and hyphens."), connector)
    .refine((all) => Object.keys(all).length > 0, { error: "Name at least one connector." })
    .describe("The connectors by name"),
});

/** A configuration as it is read: times are in milliseconds. */
export type Config = z.output<typeof configShape>;

/** What a configuration says of one connector. */
export type ConnectorConfig = Config["connectors"][string];

/** The JSON Schema (draft 2020-12) of a configuration. */
export function configJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(configShape, { io: "input", target: "draft-2020-12" });
  return { $schema, title: "The configuration of fauxvault verify", ...schema };
}
