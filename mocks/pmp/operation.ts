import type { z } from "zod";
import { z as zod } from "zod";
import type { Call } from "../../src/http/call.ts";
import type { Evidence } from "../../src/http/evidence.ts";
import type { Operation, ReplyDoc } from "../../src/http/operation.ts";
import type { Reply } from "../../src/http/reply.ts";
import { enter, type Visit } from "./access.ts";
import type { AssumptionName } from "./assumptions.ts";
import { choiceOf } from "./choice.ts";
import { envelopeSchema } from "./document.ts";
import { findHarmful } from "./harmful-content.ts";
import { type Details, readSaid, type Said } from "./input-data.ts";
import type { Right } from "./role-matrix.ts";
import { demandRight } from "./rules/rights.ts";
import { section } from "./section.ts";
import { operationText, textOf } from "./texts.ts";
import { envelope, HarmfulContent, PmpRefusal, unknownPath } from "./wire.ts";

const NOTHING: Details = Object.freeze({});

/** What every path of the REST API begins with; see `docs/products/pmp.md#transport`. */
export const REST = "/restapi/json/v1";

/** What an operation answers in the usual envelope. */
export interface Answer {
  readonly details?: object | undefined;
  readonly totalRows?: number;
  /** Another message or status than the operation's own. */
  readonly message?: string;
  readonly status?: string;
  /** What goes out instead of an envelope. */
  readonly raw?: Reply;
}

/** What a handler gets: what rules decide with (a `Visit`), and what the request says. */
interface Served<D, Q> extends Visit, Call {
  readonly details: D;
  readonly query: Q;
  readonly said: Said;
}

interface Plan<D extends z.ZodRawShape, Q extends z.ZodRawShape> {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the REST root. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly evidence: Evidence;
  readonly source: string;
  readonly assumptions?: readonly AssumptionName[];
  readonly data?: string;
  /** The operation's name in the envelope, and what it says when all went well. */
  readonly name: string;
  readonly message: string;
  /** What the caller's role must be allowed to do; absent where the rules look at that. */
  readonly right?: Right;
  /** Known from PAM360 alone (`pam360-only-calls`). */
  readonly onlyPam360?: boolean;
  /** The members of `INPUT_DATA`. */
  readonly details?: z.ZodObject<D>;
  /** Plain parameters of the query. */
  readonly query?: z.ZodObject<Q>;
  /** What stands in `Details`, for the OpenAPI document. */
  readonly reply?: z.ZodType;
  readonly replies?: Readonly<Record<number, ReplyDoc>>;
  handle(served: Served<z.infer<z.ZodObject<D>>, z.infer<z.ZodObject<Q>>>): Answer;
}

/** An operation of the REST API: reads what was said, lets the caller in, looks at its role, and only then handles the call. */
export function operation<D extends z.ZodRawShape, Q extends z.ZodRawShape>(plan: Plan<D, Q>): Operation {
  const { name, message, right, onlyPam360 = false, details, query, reply, replies, handle, ...rest } = plan;
  const readDetails = memberReader(details);
  const readQuery = memberReader(query);
  const [nameText, messageText] = [`${plan.id}.name`, `${plan.id}.message`];
  const serve = (call: Call): Answer => {
    const { sandbox, caller, request, params } = call;
    const state = sandbox.state(section);
    const said = readSaid(request);
    refuseHarmful(said);
    const access = enter(state, call, said.query, "REST API");
    const visit = { sandbox, state, caller, access };
    if (right !== undefined) demandRight(visit, right);
    if (plan.method !== "GET") refuseOnReadOnlyNode(visit);
    if (details) demandDocument(visit, said);
    const given = readDetails(visit, said.details ?? NOTHING);
    const asked = readQuery(visit, query ? Object.fromEntries(said.query) : NOTHING);
    return handle({ sandbox, state, caller, access, request, params, said, details: given, query: asked });
  };
  return {
    ...rest,
    path: `${REST}${plan.path}`,
    carriers: plan.method === "GET" || plan.method === "DELETE" ? ["query"] : ["query", "body"],
    ...(details || query ? { parameters: describeParameters(details, query) } : {}),
    replies: replies ?? { 200: { description: `\`${message}\``, schema: envelopeSchema(reply) } },
    handle(call) {
      if (onlyPam360 && !servesPam360(call)) {
        const why = `${plan.id} is known from PAM360 alone: set flavour pam360, or the assumption pam360-only-calls`;
        return { ...unknownPath(), reason: why };
      }
      const state = call.sandbox.state(section);
      const title = operationText(state, nameText, name);
      try {
        const answer = serve(call);
        const { raw, message: said = operationText(state, messageText, message), status, details, totalRows } = answer;
        return raw ?? envelope(call, { name: title, message: said, status, details, totalRows });
      } catch (error) {
        if (error instanceof PmpRefusal) error.operation ??= title;
        throw error;
      }
    },
  };
}

/** Refuses what the security filter takes for an attack, before any token is looked at. */
export function refuseHarmful(said: Said): void {
  const harmful = findHarmful(said);
  if (harmful !== undefined)
    throw new HarmfulContent(`${harmful} holds script-like text, which the security filter refuses`);
}

/** Refuses a write on a read-only secondary; see `docs/products/pmp.md#native-login` (`read-only-node`). */
export function refuseOnReadOnlyNode({ sandbox }: Pick<Visit, "sandbox">): void {
  if (choiceOf(sandbox, "read-only-node") === "no") return;
  const why = "this is a read-only secondary (read-only-node)";
  throw new PmpRefusal("This is a read-only server.", why, { operation: "RO_SERVER" });
}

/** Refuses an `INPUT_DATA` that cannot be read (`invalid-input`). */
export function demandDocument({ state }: Visit, { text, details }: Said): void {
  if (text === undefined || details) return;
  const why = `INPUT_DATA is no document of the form {"operation":{"Details":{…}}} (${text.length} characters)`;
  throw new PmpRefusal(textOf(state, "invalid-input"), why);
}

function servesPam360({ sandbox }: Call): boolean {
  const flavour = sandbox.state(section).settings.get(1)?.Flavour;
  return flavour === "pam360" || choiceOf(sandbox, "pam360-only-calls") === "served";
}

/** Reads the members that a call declares: exact names, unknown ones ignored, empty ones not given (`member-names`). */
export function memberReader<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape> | undefined) {
  type Members = z.infer<z.ZodObject<Shape>>;
  if (!schema) return () => ({}) as Members;
  const names = Object.keys(schema.shape);
  const empty = schema.safeParse({});
  return ({ state }: Visit, said: Details): Members => {
    const given: Record<string, unknown> = {};
    let any = false;
    for (const name of names) {
      const value = dropEmpty(Object.hasOwn(said, name) ? said[name] : undefined);
      if (value === undefined) continue;
      given[name] = value;
      any = true;
    }
    if (!any && empty.success) return empty.data;
    const result = schema.safeParse(given);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const member = String(issue?.path[0] ?? "");
    const missing = given[member] === undefined;
    const message = textOf(state, missing ? "missing-member" : "invalid-value").replaceAll("<NAME>", member);
    const why = missing ? `${member} is mandatory and absent or empty` : `${member}: ${issue?.message ?? "no use"}`;
    throw new PmpRefusal(message, why);
  };
}

/** What is empty means "not given", at any depth. */
function dropEmpty(value: unknown): unknown {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => (typeof item === "object" ? dropEmpty(item) : item));
  if (typeof value !== "object") return value;
  const members = Object.entries(value).map(([name, member]) => [name, dropEmpty(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function describeParameters(details: z.ZodObject | undefined, query: z.ZodObject | undefined): z.ZodObject {
  return zod.object({ ...(details ? { INPUT_DATA: describeInputData(details) } : {}), ...query?.shape });
}

/** `INPUT_DATA` as the OpenAPI document has it: mandatory where a member of it is. */
export function describeInputData(details: z.ZodObject): z.ZodType {
  const document = zod.object({ operation: zod.object({ Details: details }) });
  const described = document.describe('One JSON document: {"operation":{"Details":{…}}}.');
  return details.safeParse({}).success ? described.optional() : described;
}
