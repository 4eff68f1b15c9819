import type { Call } from "./call.ts";
import type { Breakage, Wire } from "./mock.ts";
import { nearestOperations } from "./nearest.ts";
import type { Operation } from "./operation.ts";
import { Refusal, type Reply } from "./reply.ts";
import type { Match } from "./router.ts";

/** What calls are answered with: a mock's words and its operations. */
export interface Answering {
  readonly wire: Wire;
  readonly operations: readonly Operation[];
  /** Told of a handler's own fault, which should never be. */
  readonly onCrash: (error: unknown) => void;
}

/** What a mock answers to a call, in one transaction. */
export function answerCall(answering: Answering, match: Match, call: Call): Reply {
  const handle = match.operation?.handle;
  try {
    if (handle) return call.sandbox.transact(() => handle(call));
    return answerNotServed(answering, match, call);
  } catch (error) {
    return answerThrown(answering, error, call);
  }
}

/** What a mock answers to a call whose operation threw: a refusal, or a fault of its own, which is told. */
export function answerThrown({ wire, onCrash }: Answering, error: unknown, call: Call): Reply {
  if (error instanceof Refusal) return wire.refused(error, call);
  onCrash(error);
  return { ...wire.crashed(), reason: "a fault of fauxvault itself: please report it with the request" };
}

/** The reason is ours unless the wire has a better one. */
function answerNotServed({ wire, operations }: Answering, match: Match, { request }: Call): Reply {
  if (match.operation) {
    return { reason: `${match.operation.id} is not implemented by fauxvault`, ...wire.unknownPath(request) };
  }
  const nearest = nearestOperations(operations, request.method, request.path).join(", ");
  if (match.allowed.length > 0) {
    const allowed = match.allowed.join(", ");
    return { reason: `this path takes ${allowed}; nearest: ${nearest}`, ...wire.wrongMethod(request, match.allowed) };
  }
  return { reason: `not implemented by fauxvault: no such path; nearest: ${nearest}`, ...wire.unknownPath(request) };
}

const BREAKAGE_REASONS: Readonly<Record<Breakage, (limit: number) => string>> = {
  malformed: () => "the request has no Host header, or a body that cannot be unpacked",
  "headers-too-large": () => "the request's headers are too large",
  "body-too-large": (limit) => `the request's body is larger than ${limit} bytes`,
  "timed-out": () => "the request did not come to its end in time",
};

/** What a mock answers to a request that no operation gets to see. */
export function answerBreakage(wire: Wire, breakage: Breakage): Reply {
  return { reason: BREAKAGE_REASONS[breakage](wire.bodyLimit), ...wire.broken(breakage) };
}

/** No product says this: the address names a sandbox, which only fauxvault has. */
export function answerNoSandbox(id: string): Reply {
  const body = `There is no sandbox '${id}' here. 'fauxvault sandbox list' shows those there are.\n`;
  return { status: 404, body, type: "text/plain; charset=utf-8" };
}
