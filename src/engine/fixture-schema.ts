import { z } from "zod";
import { Clock } from "./clock.ts";
import { EngineError } from "./engine-error.ts";
import { leaveOutFaults } from "./fixture-draft.ts";
import { writePath } from "./fixture-path.ts";
import { readInstant } from "./instant.ts";
import type { Assumptions, Draft, FixtureRules, FixtureSchema, Section } from "./section.ts";

/** What may be a host's name. */
export const hostName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/, "expected a host name");
const address = z.union([z.ipv4(), z.ipv6()], "expected an IPv4 or IPv6 address");

/** The addresses that belong to a host. */
export const hostAddresses = z.array(address).min(1);

/** A date as a fixture writes it, kept as text: what is relative counts from the clock of the sandbox that is opened. */
export const instantText = z.string().superRefine((text, context) => {
  try {
    const year = new Date(readInstant(text, new Clock().now())).getUTCFullYear();
    if (year < 1 || year > 9999) context.addIssue("expected a date between the years 1 and 9999");
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    // Not the error's own words: they quote the text, which may be a secret in the wrong place.
    context.addIssue(
      "this is not a date; write '2 days ago', 'in 30 days', 'now', '2026-03-01' or '2026-03-01T09:00:00Z'",
    );
  }
});

/** The members of a fixture that belong to no product. */
const head = {
  $schema: z.string().optional().describe("Where this file's JSON Schema is; for editors."),
  fauxvault: z
    .literal(1, "write 'fauxvault: 1', the version of the fixture format")
    .describe("The version of the fixture format."),
  seed: z.int().min(0).max(0xffffffff).default(1).describe("The seed of all chance in the sandbox."),
  clock: z
    .strictObject({
      at: instantText
        .optional()
        .describe("Where the clock starts: '2026-03-01T09:00:00Z' or '30 days ago'; now when absent."),
      frozen: z.boolean().default(false).describe("Whether the clock stands still until it is moved."),
    })
    .optional(),
  hosts: z
    .record(hostName, hostAddresses)
    .default({})
    .describe("Host names and the addresses that belong to them; names are looked up here and nowhere else."),
  journal: z.int().min(1).max(1_000_000).default(1000).describe("How many requests the journal keeps."),
};

/** The members of a fixture that belong to no product, once read. */
export type FixtureHead = Readonly<z.infer<z.ZodObject<typeof head>>> & {
  readonly assumptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** The schema of a whole fixture: the members above, the assumptions, and one member for each section that takes a part. */
export async function fixtureSchema(sections: readonly Section[]) {
  const parts: Record<string, z.ZodType> = {};
  const assumptions: Record<string, z.ZodType> = {};
  const rules = new Map<string, FixtureRules<unknown>>();
  for (const section of sections) {
    const own = await section.fixture?.rules();
    if (own) {
      rules.set(section.name, own);
      // A section's schema is a zod schema; the engine's own type is narrower so that state and time do not depend on zod.
      parts[section.name] = (own.schema as FixtureSchema<unknown> & z.ZodType).optional();
    }
    if (Object.keys(section.assumptions).length > 0)
      assumptions[section.name] = choicesSchema(section.assumptions).optional();
  }
  const choices = z
    .strictObject(assumptions)
    .default({})
    .describe("Choices for open questions, by product and name; 'fauxvault coverage' lists them.");
  const whole = z.strictObject({ ...head, assumptions: choices, ...parts }, { error: refuseContent });
  // Also when something is wrong already, so that one look at a fixture finds everything.
  return whole.superRefine((content, context) => checkParts(content, rules, context), { when: () => true });
}

function refuseContent({ code, input }: z.core.$ZodRawIssue): string | undefined {
  if (code !== "invalid_type") return undefined;
  const what = input === undefined || input === null ? "there is nothing in it" : "this is no fixture";
  return `${what}; write 'fauxvault: 1' and, beside it, members such as 'passwordstate:'`;
}

/** Lets each section look for what its schema does not see. */
function checkParts(
  content: unknown,
  rules: ReadonlyMap<string, FixtureRules<unknown>>,
  context: z.core.$RefinementCtx,
): void {
  const faults = context.issues.map((issue) => ({
    path: issue.path ?? [],
    keys: issue.code === "unrecognized_keys" ? issue.keys : undefined,
  }));
  const draft = leaveOutFaults(content, faults) as Draft<FixtureHead> | undefined;
  if (!draft) return;
  const now = faults.some(({ path }) => path[0] === "clock") ? undefined : findStart(draft);
  for (const [name, { check }] of rules) {
    const part = (draft as Readonly<Record<string, unknown>>)[name];
    if (part === undefined || !check) continue;
    check(part, {
      now,
      report: (path, message) => context.addIssue({ code: "custom", path: [name, ...path], message }),
      name: (path) => writePath([name, ...path]),
    });
  }
}

function findStart({ clock }: Draft<FixtureHead>): number {
  const machine = new Clock().now();
  return clock?.at === undefined ? machine : readInstant(clock.at, machine);
}

function choicesSchema(assumptions: Assumptions) {
  const shape = Object.entries(assumptions).map(([name, { choices, summary }]) => {
    return [
      name,
      z
        .enum([...choices])
        .optional()
        .describe(summary),
    ] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}
