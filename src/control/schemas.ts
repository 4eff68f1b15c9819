import { z } from "zod";
import { faultMatch } from "../http/faults/fault.ts";
import type {
  ActionInfo,
  AddressInfo,
  AssumptionInfo,
  ClockInfo,
  CoverageInfo,
  CredentialInfo,
  DoorInfo,
  ExampleInfo,
  HealthInfo,
  HostsInfo,
  JournalInfo,
  SandboxInfo,
  StatusInfo,
} from "./protocol.ts";

// What the control API answers, as its OpenAPI document shows it; the types in protocol.ts are the agreement, and the compiler
// compares the two.

const count = z.int().min(0);
const instant = z.iso.datetime();

export const healthInfo = z
  .object({ ready: z.literal(true), version: z.string() })
  .meta({ id: "Health" }) satisfies z.ZodType<HealthInfo>;

const door = {
  listener: z.string(),
  product: z.string(),
  port: z.int().min(1).max(65535),
  sandbox: z.string(),
  http: z.url(),
  https: z.url(),
};

export const doorInfo = z
  .object({ ...door, as: z.string().exactOptional().describe("The host that its callers come from.") })
  .meta({
    id: "Door",
    description: "A port that answers for a mock, HTTP and HTTPS alike.",
  }) satisfies z.ZodType<DoorInfo>;

const clockSetting = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("real") }),
  z.object({ mode: z.literal("offset"), offset: z.number().describe("Milliseconds ahead of the machine.") }),
  z.object({ mode: z.literal("frozen"), at: z.number().describe("Milliseconds since 1970 UTC.") }),
]);

export const clockInfo = z
  .object({ now: z.string(), setting: clockSetting })
  .meta({ id: "Clock" }) satisfies z.ZodType<ClockInfo>;

const addressInfo = z
  .object({ listener: z.string(), product: z.string(), http: z.url(), https: z.url() })
  .meta({ id: "Address" }) satisfies z.ZodType<AddressInfo>;

export const sandboxInfo = z
  .object({
    id: z.string(),
    from: z.string().describe("The fixture or the sandbox that it came from."),
    now: z.string(),
    clock: clockSetting,
    served: count.describe("How many requests it has served."),
    doors: z.array(doorInfo).describe("The ports that answer for it alone."),
    addresses: z
      .array(addressInfo)
      .describe("How each listener is reached for it: at a port of its own, or below /~id at the default sandbox's."),
  })
  .meta({ id: "Sandbox" }) satisfies z.ZodType<SandboxInfo>;

export const statusInfo = z
  .object({
    version: z.string(),
    pid: z.int(),
    control: z.url(),
    caFile: z.string().describe("The local authority's certificate, made when it is asked for."),
    doors: z.array(doorInfo),
    sandboxes: z.array(sandboxInfo),
  })
  .meta({ id: "Status" }) satisfies z.ZodType<StatusInfo>;

export const credentialInfo = z
  .object({ product: z.string(), kind: z.string(), name: z.string(), value: z.string(), scope: z.string() })
  .meta({ id: "Credential" }) satisfies z.ZodType<CredentialInfo>;

export const exampleInfo = z
  .object({ path: z.string(), headers: z.record(z.string(), z.string()) })
  .meta({ id: "Example" }) satisfies z.ZodType<ExampleInfo>;

export const hostsInfo = z.record(z.string(), z.array(z.string())).meta({ id: "Hosts" }) satisfies z.ZodType<HostsInfo>;

export const faultInfo = z
  .object({
    id: z.int(),
    match: faultMatch,
    times: z.int().optional(),
    when: z.enum(["before", "after"]),
    effect: z.looseObject({ kind: z.string() }),
    seen: count.describe("How many requests matched so far."),
    fired: count.describe("How often it fired so far."),
  })
  .meta({ id: "Fault" });

export const journalInfo = z
  .object({
    seq: z.int().min(1),
    at: instant,
    sandbox: z.string(),
    product: z.string(),
    channel: z.string(),
    method: z.string(),
    target: z.string().describe("Path and query; the values of parameters that may hold secrets are ***."),
    operation: z.string().exactOptional(),
    caller: z.object({
      address: z.string(),
      host: z.string().exactOptional(),
      credential: z.string().exactOptional().describe("Its name, never its value."),
      carrier: z.string().exactOptional(),
    }),
    agent: z.string().exactOptional(),
    status: z.int().describe("0 when the connection ended without an answer."),
    reason: z.string().exactOptional().describe("Why it was refused."),
    faults: z.array(z.object({ id: z.int(), kind: z.string() })),
    requestBytes: count,
    replyBytes: count,
    milliseconds: z.number(),
  })
  .meta({ id: "JournalEntry" }) satisfies z.ZodType<JournalInfo>;

export const assumptionInfo = z
  .object({
    product: z.string(),
    name: z.string(),
    summary: z.string(),
    choice: z.string(),
    default: z.string(),
    choices: z.array(z.string()),
    source: z.string(),
  })
  .meta({ id: "Assumption" }) satisfies z.ZodType<AssumptionInfo>;

export const actionInfo = z
  .object({
    product: z.string(),
    id: z.string(),
    summary: z.string(),
    source: z.string(),
    input: z.looseObject({}).describe("The JSON Schema of its input."),
  })
  .meta({ id: "Action" }) satisfies z.ZodType<ActionInfo>;

export const coverageInfo = z
  .object({
    product: z.string(),
    operation: z.string(),
    method: z.string(),
    path: z.string(),
    summary: z.string(),
    built: z.boolean(),
    evidence: z.enum(["documented", "observed", "inferred", "assumed"]),
    basis: z.string(),
    source: z.string(),
    assumptions: z.array(z.string()),
    data: z.string(),
  })
  .meta({ id: "Coverage" }) satisfies z.ZodType<CoverageInfo>;

/** Every refusal of the control API. */
export const refusal = z
  .object({
    error: z.object({
      message: z.string().describe("What happened, to what, and what to do next."),
      issues: z.array(z.object({ member: z.string(), message: z.string() })).exactOptional(),
    }),
  })
  .meta({ id: "Refusal" });
