import { z } from "zod";
import {
  type AccessKey,
  type AccessRequest,
  CAPABILITIES,
  type Capability,
  type ConnectionReport,
  type Container,
  type Description,
  type Document,
  ERROR_KINDS,
  type NewAccessKey,
  type OlderValue,
  RUN_ENDS,
  RUN_STATES,
  type Run,
  type RunSummary,
  type Secret,
  type SecretSummary,
  type UpdateState,
} from "./port.ts";

const text = z.string();
const name = z.string().min(1);

const about = {
  id: name,
  name: text,
  container: text.nullish(),
  userName: text.nullish(),
  description: text.nullish(),
};

const nothing = z.unknown().transform(() => undefined);

/** Whatever does not say that it is queued is done. */
const updateState = z.unknown().transform((answer): UpdateState => {
  const { state } = Object(answer) as { readonly state?: unknown };
  return { state: state === "queued" ? "queued" : "done" };
});

/** A member that may be left out; `null` means the same. */
function optional<Shape extends z.ZodType>(shape: Shape) {
  return shape.nullish().transform((value) => value ?? undefined);
}

/** Demands a member of those answers for which something holds, also when other members are wrong: all is to be told at once. */
function demand<Answer extends object>(
  member: keyof Answer & string,
  error: string,
  holds: (answer: Answer) => boolean,
) {
  return z.refine<Answer>((answer) => !holds(answer) || (answer[member] ?? undefined) !== undefined, {
    error,
    path: [member],
    when: ({ value }) => typeof value === "object" && value !== null,
  });
}

function declares({ capabilities }: Pick<Description, "capabilities">, capability: Capability): boolean {
  return Array.isArray(capabilities) && capabilities.includes(capability);
}

const description = z
  .object({
    name,
    version: name,
    capabilities: z.array(z.enum(CAPABILITIES)),
    settings: z.array(z.object({ name, required: z.boolean(), secret: z.boolean() })),
    missingDelete: optional(z.enum(["not-found", "done"])),
    secondCreate: optional(z.enum(["conflict", "update", "duplicate"])),
  })
  .check(
    demand("missingDelete", `required with deleteSecret: "not-found" or "done"`, (one) =>
      declares(one, "deleteSecret"),
    ),
    demand("secondCreate", `required with createSecret: "conflict", "update" or "duplicate"`, (one) =>
      declares(one, "createSecret"),
    ),
  ) as z.ZodType<Description>;

const report = z
  .object({
    outcome: z.enum(["passed", "failed", "unknown"]),
    kind: optional(z.enum(ERROR_KINDS)),
    message: optional(text),
  })
  .check(
    demand("kind", "required when it failed: one of the port's kinds", ({ outcome }) => outcome === "failed"),
    demand("message", "required unless it passed: a text that says why", ({ outcome }) => outcome !== "passed"),
  ) as z.ZodType<ConnectionReport>;

const summary = z.object(about) as z.ZodType<SecretSummary>;

const key = { id: name, name: text, isDefault: optional(z.boolean()) };

const run = z.object({
  id: optional(name),
  state: z.enum(RUN_ENDS),
  outputs: z.record(text, z.unknown()),
  error: optional(text),
}) as z.ZodType<Run>;

/** What each method of a connector has to answer with; what it answers beyond that is let through. */
export const SHAPES = {
  describe: description,
  connect: nothing,
  close: nothing,
  testConnection: report,
  getSecret: z.object({ ...about, value: text }) as z.ZodType<Secret>,
  // Not cut down to the members of a summary: a value that is there must be seen.
  findSecrets: z.array(z.looseObject(about)) as unknown as z.ZodType<SecretSummary[]>,
  listContainers: z.array(z.object({ id: name, name: text })) as z.ZodType<Container[]>,
  createSecret: summary,
  updateSecret: updateState,
  deleteSecret: nothing,
  generatePassword: text,
  getHistory: z.array(z.object({ value: text, changedAt: text })) as z.ZodType<OlderValue[]>,
  getDocument: z.object({ name: text, content: z.base64() }) as z.ZodType<Document>,
  requestAccess: z.object({ state: z.enum(["waiting", "granted"]) }) as z.ZodType<AccessRequest>,
  checkOut: nothing,
  checkIn: nothing,
  runWorkflow: run,
  listRuns: z.array(z.object({ id: name, workflow: text, state: z.enum(RUN_STATES) })) as z.ZodType<RunSummary[]>,
  // As with summaries: a value that is there must be seen.
  listKeys: z.array(z.looseObject(key)) as unknown as z.ZodType<AccessKey[]>,
  createKey: z.object({ ...key, value: name }) as z.ZodType<NewAccessKey>,
  deleteKey: nothing,
  rotateKey: z.object({ ...key, value: name }) as z.ZodType<NewAccessKey>,
} as const;

/** A method of a connector. */
export type MethodName = keyof typeof SHAPES;
