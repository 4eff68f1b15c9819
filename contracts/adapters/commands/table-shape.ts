import { z } from "zod";
import { ERROR_KINDS } from "../../port.ts";

const text = z.string();
const name = z.string().min(1);

const pattern = z.string().refine(isPattern, { error: "It is no regular expression." });
const pointer = z
  .string()
  .regex(/^(\/([^~/]|~[01])*)*$/, "Write a JSON pointer, such as /0/Password; an empty text is the whole.");

const argument = z
  .union([
    text,
    z.strictObject({
      when: name.describe("A name such as change.userName: the arguments are left out when it has no value"),
      args: z.array(text),
    }),
  ])
  .describe("An argument, as it is: no shell reads it");

const env = z.record(z.string().regex(/^[A-Za-z_]\w*$/, "Write the name of an environment variable."), text);

/** Where a member of an answer is found. */
const source = z.union([
  z.enum(["stdout", "stdout-raw"]).describe("The whole output; 'stdout' without the newline at its end"),
  z.strictObject({ json: pointer }).describe("A JSON pointer into the output, or into the element"),
  z
    .strictObject({ regex: pattern })
    .describe("The first group, or all, of the first match in the output or the element"),
  z.strictObject({ text }).describe("A template"),
]);

const member = {
  id: source.optional(),
  name: source.optional(),
  value: source.optional(),
  container: source.optional(),
  userName: source.optional(),
  description: source.optional(),
  changedAt: source.optional(),
  content: source.optional(),
  state: source.optional(),
};

const each = z
  .union([z.literal("lines"), z.strictObject({ json: pointer })])
  .describe("What the elements are: the lines of the output, or a JSON array");

const command = z.strictObject({
  run: z.array(argument).min(1).describe("The program and its arguments"),
  env: env.optional(),
  stdin: z
    .union([text, z.strictObject({ json: z.unknown() })])
    .optional()
    .describe("A template; or JSON, in whose texts templates are filled and whose empty members are left out"),
  output: z
    .strictObject({ ...member, each: each.optional() })
    .optional()
    .describe("Where the members of the answer are found"),
});

/** The methods that are commands of their own. */
const commands = z.strictObject({
  connect: command.optional(),
  close: command.optional(),
  testConnection: command,
  getSecret: command,
  getSecretByName: command.optional().describe("Declares readByName"),
  findSecrets: command.optional(),
  listContainers: command.optional(),
  createSecret: command.optional(),
  updateSecret: command.optional(),
  deleteSecret: command.optional(),
  generatePassword: command.optional(),
  getHistory: command.optional(),
  getDocument: command.optional(),
  requestAccess: command.optional(),
  checkOut: command.optional(),
  checkIn: command.optional(),
});

const exitCode = z.int().min(0).max(255);

const errorRule = z
  .strictObject({
    exitCode: z
      .union([exitCode, z.array(exitCode).min(1)])
      .optional()
      .describe("Any but 0 when absent"),
    stderr: pattern.optional().describe("A regular expression that fits a part of standard error"),
    stdout: pattern.optional(),
    kind: z.enum(ERROR_KINDS),
    message: text.optional().describe("A template; what was written to standard error when absent"),
  })
  .refine((rule) => rule.exitCode !== undefined || rule.stderr !== undefined || rule.stdout !== undefined, {
    error: "Say by what it is known: exitCode, stderr or stdout.",
  });

/** The schema of a table of commands. */
export const tableShape = z.strictObject({
  $schema: text.optional(),
  name,
  version: name,
  settings: z
    .array(z.strictObject({ name, required: z.boolean(), secret: z.boolean() }))
    .optional()
    .describe("As describe tells them; address, caFile, credential, timeLimit, reason and ticket when absent"),
  missingDelete: z.enum(["not-found", "done"]).optional(),
  secondCreate: z.enum(["conflict", "update", "duplicate"]).optional(),
  secretsInArguments: z
    .boolean()
    .optional()
    .describe("Lets templates put secrets into arguments, where every user of a machine can read them"),
  endAtTimeLimit: z
    .boolean()
    .optional()
    .describe("Ends a command at the settings' time limit and takes that for 'timeout', as a job runner would"),
  env: env.optional().describe("Environment variables for every command"),
  errors: z.array(errorRule).optional().describe("What failures mean; the first rule that fits holds"),
  commands,
});

/** A table of commands as it is read. */
export type Table = z.output<typeof tableShape>;
export type Command = z.output<typeof command>;
export type CommandName = keyof Table["commands"];
export type Output = NonNullable<Command["output"]>;
export type Source = z.output<typeof source>;
export type ErrorRule = z.output<typeof errorRule>;

/** The JSON Schema (draft 2020-12) of a table of commands. */
export function tableJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(tableShape, { io: "input", target: "draft-2020-12" });
  return { $schema, title: "A table of commands for fauxvault verify", ...schema };
}

function isPattern(expression: string): boolean {
  try {
    new RegExp(expression, "m");
    return true;
  } catch {
    return false;
  }
}
