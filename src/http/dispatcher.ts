import type { IncomingMessage, ServerResponse } from "node:http";
import type { Sandbox } from "../engine/sandbox.ts";
import type { Version } from "../engine/store.ts";
import { type BodyReader, bodyReader } from "./body.ts";
import type { Call, Caller, Request } from "./call.ts";
import { delayOf, endsWith, replaceReply, sendDisturbed } from "./faults/disturb.ts";
import type { FaultRow } from "./faults/fault.ts";
import { matchFaults } from "./faults/match-faults.ts";
import type { Mock } from "./mock.ts";
import { nearestOperations } from "./nearest.ts";
import { Refusal, type Reply } from "./reply.ts";
import { type Match, Router } from "./router.ts";
import { dateHeader, headerList, sendReply } from "./send.ts";
import { callerAddress, rawSocketOf } from "./sockets.ts";

/** What a listener serves, and as whom its callers come. */
export interface DispatchPlan {
  readonly mock: Mock;
  /** The sandbox that a path without `/~id/` means. */
  readonly sandboxId: string;
  readonly sandbox: (id: string) => Sandbox | undefined;
  /** The host name that every caller of this listener comes from; absent: who it is, its address says. */
  readonly as?: string | undefined;
  /** Whether a refusal's reason also travels in an `x-fauxvault-reason` header. */
  readonly explain: boolean;
  /** Told of a handler's own fault, which should never be. */
  readonly onCrash: (error: unknown) => void;
}

const NO_FAULTS: readonly FaultRow[] = [];
const PREFIX = /^\/~([A-Za-z0-9_-]{1,64})(?=\/|$)/;

/** One request under way. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly started: number;
  readonly target: string;
  readonly call: Call;
  readonly match: Match;
  readonly at: number;
  readonly before: Version;
  readonly faults: readonly FaultRow[];
}

/** Takes each request of a listener through its sandbox: caller, faults, operation in a transaction, journal, answer. */
export class Dispatcher {
  readonly #plan: DispatchPlan;
  readonly #router: Router;
  readonly #readBody: BodyReader;
  readonly #fixedHeaders: readonly string[];

  constructor(plan: DispatchPlan) {
    const { wire, operations } = plan.mock;
    this.#plan = plan;
    this.#router = new Router(operations, wire.ignoreCase);
    this.#readBody = bodyReader(wire.bodyLimit);
    this.#fixedHeaders = Object.entries(wire.headers).flat();
  }

  handle(incoming: IncomingMessage, response: ServerResponse): void {
    const started = performance.now();
    this.#readBody(incoming, response, (body) => {
      if (body === undefined) return;
      if (typeof body === "string") return this.#sendBroken(response, this.#plan.mock.wire.broken(body));
      this.#serve(incoming, response, body, started);
    });
  }

  #serve(incoming: IncomingMessage, response: ServerResponse, body: Uint8Array, started: number): void {
    const target = incoming.url ?? "/";
    const { sandboxId, path, query } = this.#split(target);
    const sandbox = this.#plan.sandbox(sandboxId);
    if (!sandbox) return this.#sendBroken(response, noSandbox(sandboxId));
    const { socket, method = "GET", headers } = incoming;
    const request: Request = { method, path, query, headers, body, secure: "encrypted" in socket };
    const match = this.#router.match(method, path);
    const caller = this.#caller(incoming, sandbox);
    const call = { sandbox, caller, request, params: match.operation ? match.params : {} };
    const before = sandbox.store.version();
    const product = this.#plan.mock.name;
    const faults = matchFaults(sandbox, { product, operation: match.operation?.id, method, path, caller });
    const at = sandbox.clock.now();
    const exchange = { incoming, response, started, target, call, match, at, before, faults };
    if (faults === NO_FAULTS || faults.length === 0) return this.#finish(exchange, this.#answer(exchange));
    this.#serveDisturbed(exchange);
  }

  #serveDisturbed(exchange: Exchange): void {
    const { faults, response } = exchange;
    const early = delayOf(faults.filter((fault) => fault.when === "before"));
    const late = delayOf(faults.filter((fault) => fault.when === "after"));
    const answer = () => {
      const reply = replaceReply(this.#answerUnderFaults(exchange), faults);
      if (late === 0) this.#finish(exchange, reply);
      else
        endsWith(
          response,
          setTimeout(() => this.#finish(exchange, reply), late),
        );
    };
    if (early === 0) answer();
    else endsWith(response, setTimeout(answer, early));
  }

  /** The vault's answer; a fault that strikes before the vault acts takes back what the vault did. */
  #answerUnderFaults(exchange: Exchange): Reply {
    const { faults, call } = exchange;
    const skew = faults.reduce((sum, { effect }) => sum + (effect.kind === "skew" ? effect.ms : 0), 0);
    const strikesFirst = faults.some(
      ({ when, effect }) => when === "before" && effect.kind !== "delay" && effect.kind !== "skew",
    );
    return call.sandbox.clock.skewed(skew, () => {
      const before = call.sandbox.store.version();
      const reply = this.#answer(exchange);
      if (strikesFirst) call.sandbox.store.restore(before);
      return reply;
    });
  }

  #answer({ call, match }: Exchange): Reply {
    const { wire } = this.#plan.mock;
    const handle = match.operation?.handle;
    try {
      if (handle) return call.sandbox.transact(() => handle(call));
      return this.#notServed(call, match);
    } catch (error) {
      if (error instanceof Refusal) return wire.refused(error, call);
      this.#plan.onCrash(error);
      return { ...wire.crashed(), reason: "a fault of fauxvault itself: please report it with the request" };
    }
  }

  #notServed({ request }: Call, match: Match): Reply {
    const { wire, operations } = this.#plan.mock;
    if (match.operation) {
      return { ...wire.unknownPath(request), reason: `${match.operation.id} is not implemented by fauxvault` };
    }
    const nearest = nearestOperations(operations, request.method, request.path).join(", ");
    if (match.allowed.length > 0) {
      const allowed = match.allowed.join(", ");
      return { ...wire.wrongMethod(request, match.allowed), reason: `this path takes ${allowed}; nearest: ${nearest}` };
    }
    return { ...wire.unknownPath(request), reason: `not implemented by fauxvault: no such path; nearest: ${nearest}` };
  }

  #finish(exchange: Exchange, reply: Reply): void {
    const { response, incoming, call, match, faults, started } = exchange;
    const skew = faults.reduce((sum, { effect }) => sum + (effect.kind === "skew" ? effect.ms : 0), 0);
    const explanation = this.#plan.explain ? reply.reason : undefined;
    const bytes = reply.body === undefined ? 0 : Buffer.byteLength(reply.body);
    const date = dateHeader(call.sandbox.clock.now() + skew);
    const headers = (sent: Reply) => headerList(sent, this.#fixedHeaders, bytes, date, explanation);
    let { status } = reply;
    if (faults.length === 0) sendReply(response, reply, headers(reply));
    else status = sendDisturbed({ response, socket: rawSocketOf(incoming.socket), headers }, reply, faults);
    const { caller, request, sandbox } = call;
    sandbox.journal.add({
      at: exchange.at,
      product: this.#plan.mock.name,
      channel: request.secure ? "https" : "http",
      method: request.method,
      target: exchange.target,
      operation: match.operation?.id,
      caller,
      agent: request.headers["user-agent"],
      status,
      reason: reply.reason,
      faults,
      requestBytes: request.body.length,
      replyBytes: bytes,
      milliseconds: performance.now() - started,
      before: exchange.before,
      after: sandbox.store.version(),
    });
  }

  #caller(incoming: IncomingMessage, sandbox: Sandbox): Caller {
    const host = this.#plan.as;
    const own = host === undefined ? undefined : sandbox.addressesOf(host)[0];
    return { address: own ?? callerAddress(incoming.socket), host, credential: undefined, carrier: undefined };
  }

  #split(target: string): { sandboxId: string; path: string; query: string } {
    const mark = target.indexOf("?");
    const query = mark === -1 ? "" : target.slice(mark + 1);
    let path = mark === -1 ? target : target.slice(0, mark);
    // A proxy's absolute form: the path begins behind the authority.
    if (!path.startsWith("/")) path = path.replace(/^[a-z]+:\/\/[^/]*/i, "") || "/";
    const prefix = path.startsWith("/~") ? PREFIX.exec(path) : null;
    if (!prefix?.[1]) return { sandboxId: this.#plan.sandboxId, path, query };
    return { sandboxId: prefix[1], path: path.slice(prefix[0].length) || "/", query };
  }

  #sendBroken(response: ServerResponse, reply: Reply): void {
    const bytes = reply.body === undefined ? 0 : Buffer.byteLength(reply.body);
    const headers = headerList(reply, this.#fixedHeaders, bytes, new Date().toUTCString(), undefined);
    headers.push("Connection", "close");
    sendReply(response, reply, headers);
  }
}

/** No product says this: the address names a sandbox, which only fauxvault has. */
function noSandbox(id: string): Reply {
  const body = `There is no sandbox '${id}' here. 'fauxvault sandbox list' shows those there are.\n`;
  return { status: 404, body, type: "text/plain; charset=utf-8" };
}
