import { z } from "zod";
import type { NewDoor, NewSandbox } from "../protocol.ts";

const sandboxId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "expected up to 64 letters, digits, - and _")
  .describe("A free one, such as s1, when absent.");

const doorMembers = {
  listener: z.string().describe("The listener's name in its mock: passwordstate."),
  port: z.int().min(0).max(65535).exactOptional().describe("A free one when 0 or absent."),
  as: z.string().min(1).max(253).exactOptional().describe("The host that its callers come from."),
  explain: z.boolean().exactOptional().describe("Whether refusals carry x-fauxvault-reason."),
  certificate: z
    .enum(["wrong-host", "expired", "unknown-authority"])
    .exactOptional()
    .describe("A certificate that clients must refuse."),
};

/** A door to be opened. */
export const newDoor = z
  .strictObject({ ...doorMembers, sandbox: z.string().exactOptional().describe("The default one when absent.") })
  .meta({ id: "NewDoor" }) satisfies z.ZodType<NewDoor>;

const ownDoor = z.strictObject(doorMembers).meta({ id: "NewDoorOfSandbox" }) satisfies z.ZodType<NewDoor>;

const fixture = z
  .union([z.string(), z.looseObject({})], { error: "expected a built-in fixture's name, or a fixture's content" })
  .describe("The name of one that comes along (demo, contract, empty), or a fixture's whole content.");

/** A sandbox to be made. */
export const newSandbox = z
  .strictObject({
    id: sandboxId.exactOptional(),
    fixture: fixture.exactOptional(),
    fork: z.string().exactOptional().describe("The sandbox to copy; default when there is no fixture either."),
    seed: z.int().min(0).max(0xffffffff).exactOptional().describe("Only with a fixture."),
    listen: z
      .array(z.union([z.string(), ownDoor], { error: "expected a listener's name, or a door without a sandbox" }))
      .max(20)
      .exactOptional()
      .describe("The listeners to open for it, each on a free port unless it says otherwise."),
  })
  .refine(({ fixture, fork }) => fixture === undefined || fork === undefined, {
    path: ["fork"],
    error: "a sandbox comes from a fixture or is a copy, not both",
  })
  .refine(({ fixture, seed }) => seed === undefined || fixture !== undefined, {
    path: ["seed"],
    error: "only a sandbox from a fixture has a seed of its own; a copy goes on with that of the first",
  })
  .meta({ id: "NewSandbox" }) satisfies z.ZodType<NewSandbox>;
