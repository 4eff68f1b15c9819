import type { ServerResponse } from "node:http";
import type { z } from "zod";
import type { Instance } from "./instance.ts";
import type { StatusInfo } from "./protocol.ts";

/** What the endpoints steer. */
export interface Steered {
  readonly instance: Instance;
  status(): StatusInfo;
  /** Ends the whole instance; called once the answer has been sent. */
  stop(): void;
  /** All that the control API does, for its own document. */
  readonly endpoints: readonly Endpoint[];
  /** How often a stream says that it is still there, in milliseconds. */
  readonly heartbeat: number;
}

/** A request that came through the guards, checked and read. */
export interface Asked<Params, Query, Body> extends Steered {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The body as it came. */
  readonly text: string;
}

/** What an endpoint answers when it does what it was asked. */
interface AnswerDoc {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  /** Of the JSON that it answers with. */
  readonly schema?: z.ZodType;
  /** What it answers with when that is text and not JSON to be written. */
  readonly type?: string;
}

/** A stream under way: where it is written, and when the other side left. */
export interface Outlet {
  readonly response: ServerResponse;
  /** The `Last-Event-ID` of a client that comes back. */
  readonly lastEventId: string | undefined;
  /** What ends each stream under way, when the server ends. */
  readonly streams: Set<() => void>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The members of a path's `:name` segments. */
type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { readonly [Key in Name]: string }
    : unknown;

interface Plan<Path extends string, Query extends z.ZodObject, Body extends z.ZodType> {
  /** Stable: the `operationId` of the control API's document. */
  readonly id: string;
  readonly method: Method;
  readonly path: Path;
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: AnswerDoc;
  /** The status of what the engine or a mock refuses: 400 blames what was asked (the default), 409 what stands in its way. */
  readonly refusal?: 400 | 409;
}

type Answer<Path extends string, Query extends z.ZodObject, Body extends z.ZodType> = Asked<
  ParamsOf<Path>,
  z.output<Query>,
  z.output<Body>
>;

/** One thing that the control API does, as a value: its route and its place in the OpenAPI document are derived from it. */
export interface Endpoint extends Plan<string, z.ZodObject, z.ZodType> {
  /** Gives what is answered: a value that is sent as JSON, text when `answer.type` is given, nothing for 204. */
  readonly run?: (asked: Asked<Readonly<Record<string, string>>, unknown, unknown>) => unknown;
  /** Answers by itself, for as long as it takes. */
  readonly stream?: (asked: Asked<Readonly<Record<string, string>>, unknown, unknown>, outlet: Outlet) => void;
}

/** An endpoint that answers once. */
export function endpoint<Path extends string, Query extends z.ZodObject, Body extends z.ZodType>(
  plan: Plan<Path, Query, Body> & { run(asked: Answer<Path, Query, Body>): unknown },
): Endpoint {
  return { ...plan, run: (asked) => plan.run(asked as Answer<Path, Query, Body>) };
}

/** An endpoint that answers with a stream. */
export function streamEndpoint<Path extends string, Query extends z.ZodObject, Body extends z.ZodType>(
  plan: Plan<Path, Query, Body> & { stream(asked: Answer<Path, Query, Body>, outlet: Outlet): void },
): Endpoint {
  return { ...plan, stream: (asked, outlet) => plan.stream(asked as Answer<Path, Query, Body>, outlet) };
}
