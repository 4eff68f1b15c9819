import type { IncomingMessage, ServerResponse } from "node:http";
import type { Version } from "../engine/store.ts";
import type { Call } from "./call.ts";
import type { FaultRow } from "./faults/fault.ts";
import type { Reply } from "./reply.ts";
import type { Match } from "./router.ts";

/** One request under way. */
export interface Exchange {
  readonly product: string;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly call: Call;
  readonly match: Match;
  readonly faults: readonly FaultRow[];
  /** The sandbox's time when the request had come. */
  readonly at: number;
  /** When that was, on the wall's stopwatch. */
  readonly started: number;
  /** The sandbox before the vault acted; anew when a fault made it wait first. */
  before: Version;
  /** The sandbox after the vault acted; absent until it has. */
  after: Version | undefined;
}

/** What a journal keeps of an answer. */
export interface Outcome {
  /** The status that was sent; 0 when the connection ended without an answer. */
  readonly status: number;
  readonly reason: string | undefined;
  readonly replyBytes: number;
}

/** Writes an exchange down in its sandbox's journal. */
export function recordExchange(exchange: Exchange, { status, reason, replyBytes }: Outcome): void {
  const { call, incoming, match, before, after = before } = exchange;
  const { caller, request, sandbox } = call;
  sandbox.journal.add({
    at: exchange.at,
    product: exchange.product,
    channel: request.secure ? "https" : "http",
    method: request.method,
    target: incoming.url ?? "/",
    operation: match.operation?.id,
    caller,
    agent: request.headers["user-agent"],
    status,
    reason,
    faults: exchange.faults,
    requestBytes: request.body.length,
    replyBytes,
    milliseconds: performance.now() - exchange.started,
    before,
    after,
  });
}

/** How many bytes an answer's body has. */
export function countBytes({ body }: Reply): number {
  return body === undefined ? 0 : Buffer.byteLength(body);
}
