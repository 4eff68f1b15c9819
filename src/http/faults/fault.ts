import { z } from "zod";

/** A header's value: what a client could get, and as it was asked for. */
const headerValue = z
  .string()
  .max(512)
  .regex(/^[\x20-\x7e]*$/, "expected printable ASCII");
// Node refuses to send this one beside a body of a known length.
const headerName = z.string().regex(/^(?!trailer$)[A-Za-z0-9-]{1,100}$/i, "expected a header's name, and not Trailer");

const milliseconds = z.number().min(0).max(3_600_000);

/** What a fault does to an answer, or instead of one. */
export const faultEffect = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("delay"), ms: milliseconds }).describe("Waits before it answers."),
  z
    .strictObject({ kind: z.literal("drip"), ms: milliseconds, bytes: z.int().min(1).default(1) })
    .describe("Sends the body in pieces of so many bytes, one every so many milliseconds."),
  z
    .strictObject({ kind: z.literal("hang") })
    .describe("Never answers and keeps the connection open, for ten minutes at most."),
  z.strictObject({ kind: z.literal("reset") }).describe("Resets the TCP connection."),
  z.strictObject({ kind: z.literal("empty") }).describe("Closes the connection without a byte."),
  z
    .strictObject({
      kind: z.literal("status"),
      status: z.int().min(200).max(599),
      body: z.string().max(1_000_000).default(""),
      type: headerValue.default("text/html"),
      headers: z.record(headerName, headerValue).default({}),
    })
    .describe("Answers with a status and a body of its own, such as a proxy's 503."),
  z
    .strictObject({ kind: z.literal("truncate"), bytes: z.int().min(0).default(10) })
    .describe("Promises the whole body, sends its first bytes, closes the connection."),
  z
    .strictObject({ kind: z.literal("malformed") })
    .describe("Sends a complete answer whose body is cut in half: broken JSON."),
  z
    .strictObject({ kind: z.literal("content-type"), type: headerValue.default("text/plain") })
    .describe("Sends the right body under another content type."),
  z
    .strictObject({
      kind: z.literal("redirect"),
      location: headerValue,
      status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).default(302),
    })
    .describe("Sends the client elsewhere."),
  z
    .strictObject({ kind: z.literal("html") })
    .describe("Answers 200 with an HTML login page, as proxies and portals do."),
  z
    .strictObject({ kind: z.literal("skew"), ms: z.number().min(-8.64e13).max(8.64e13) })
    .describe(
      "Lets the vault see a clock that is so many milliseconds off, in what it decides and in its Date header.",
    ),
]);

/** What a fault does; see `faultEffect`. */
export type FaultEffect = z.infer<typeof faultEffect>;

/** Which requests a fault meets; what is left out matches all. */
export const faultMatch = z.strictObject({
  product: z.string().optional(),
  operation: z.string().optional().describe("An operation's id, such as passwords.get."),
  method: z.string().optional(),
  path: z.string().max(500).optional().describe("The path without the query; * stands for anything."),
  caller: z.string().optional().describe("An address or a host name as the journal shows it."),
  nth: z.int().min(1).optional().describe("Only the nth request that matches all else."),
  probability: z.number().min(0).max(1).optional().describe("By chance, from the sandbox's seed."),
});

/** A fault as it is asked for. */
export const faultPlan = z.strictObject({
  match: faultMatch.default({}),
  times: z.int().min(1).optional().describe("How often it fires at most; without end when absent."),
  when: z
    .enum(["before", "after"])
    .optional()
    .describe(
      "Whether the vault did what it was asked before the fault struck (after) or not (before). What only alters the answer is 'after' unless said otherwise, all else 'before'.",
    ),
  effect: faultEffect,
});

/** A fault as it is asked for; see `faultPlan`. */
export type FaultPlan = z.input<typeof faultPlan>;

/** A fault in a sandbox, with what became of it. */
export interface FaultRow {
  readonly id: number;
  readonly match: z.infer<typeof faultMatch>;
  readonly times: number | undefined;
  readonly when: "before" | "after";
  readonly effect: FaultEffect;
  /** How many requests matched so far. */
  readonly seen: number;
  /** How often it fired so far. */
  readonly fired: number;
}

const ALTERS: ReadonlySet<FaultEffect["kind"]> = new Set([
  "delay",
  "drip",
  "truncate",
  "malformed",
  "content-type",
  "skew",
]);

/** A fault ready to be put into a sandbox. */
export function toFaultRow(plan: z.infer<typeof faultPlan>): Omit<FaultRow, "id"> {
  const when = plan.when ?? (ALTERS.has(plan.effect.kind) ? "after" : "before");
  return { match: plan.match, times: plan.times, when, effect: plan.effect, seen: 0, fired: 0 };
}
