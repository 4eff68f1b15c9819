import { z } from "zod";
import {
  CAPABILITIES,
  type ConnectionReport,
  type Container,
  type Description,
  ERROR_KINDS,
  type OlderValue,
  type Secret,
  type SecretSummary,
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

const description: z.ZodType<Description> = z.object({
  name,
  version: name,
  capabilities: z.array(z.enum(CAPABILITIES)),
  settings: z.array(z.object({ name, required: z.boolean(), secret: z.boolean() })),
  missingDelete: z.enum(["not-found", "done"]),
  secondCreate: z.enum(["conflict", "update", "duplicate"]),
});

const report = z.object({
  outcome: z.enum(["passed", "failed", "unknown"]),
  kind: z.enum(ERROR_KINDS).optional(),
  message: text,
}) as z.ZodType<ConnectionReport>;

const summary = z.object(about) as z.ZodType<SecretSummary>;

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
  updateSecret: nothing,
  deleteSecret: nothing,
  generatePassword: text,
  getHistory: z.array(z.object({ value: text, changedAt: text })) as z.ZodType<OlderValue[]>,
} as const;

/** A method of a connector. */
export type MethodName = keyof typeof SHAPES;
