import type { z } from "zod";
import type { Call } from "./call.ts";
import type { Errand } from "./errands/errand.ts";
import type { Evidence } from "./evidence.ts";
import type { Reply } from "./reply.ts";

/** One answer an operation may give, for its OpenAPI document. */
export interface ReplyDoc {
  readonly description: string;
  /** The body's schema; absent when the body is empty or not JSON. */
  readonly schema?: z.ZodType;
  readonly type?: string;
  /** The JSON that the same status may hold in place of `type`, such as a refusal. */
  readonly json?: z.ZodType;
}

/** Where the parameters of an operation may travel. */
type Carriers = readonly ("query" | "body")[];

/**
 * One thing a product's API does, as a value: the route, the OpenAPI document and the coverage table are derived from it. One
 * that has neither `handle` nor `errand` is known but not built: it answers as the product answers an unknown path.
 */
export interface Operation {
  /** Stable, such as `passwords.get`. */
  readonly id: string;
  readonly method: string;
  /** Segments, with `:name` for a parameter: `/api/passwords/:id`. */
  readonly path: string;
  readonly summary: string;
  /** The resource it belongs to, as the product names it. */
  readonly tag: string;
  readonly evidence: Evidence;
  /** The section of `docs/products/` that says what the product does. */
  readonly source: string;
  /** The names of the assumptions that it makes. */
  readonly assumptions?: readonly string[];
  /** How data for it gets into a sandbox, such as `fixture: lists[].records`. */
  readonly data?: string;
  /** Its parameters by name, and where they may travel. */
  readonly parameters?: z.ZodObject;
  readonly carriers?: Carriers;
  /** What it takes in the query beside them, whatever their carriers. */
  readonly query?: z.ZodObject;
  readonly replies?: Readonly<Record<number, ReplyDoc>>;
  /** Whether callers need not say who they are. */
  readonly anonymous?: boolean;
  /** Answers at once, in one transaction. */
  readonly handle?: (call: Call) => Reply;
  /** In its place: how it answers when it has to wait or to reach out. */
  readonly errand?: Errand;
}

/** Whether an operation is built, and not only known. */
export function isBuilt({ handle, errand }: Operation): boolean {
  return handle !== undefined || errand !== undefined;
}
