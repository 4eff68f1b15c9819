import type { IncomingMessage, ServerResponse } from "node:http";
import type { Sandbox } from "../engine/sandbox.ts";
import { type Answering, answerBreakage, answerCall, answerNoSandbox } from "./answer.ts";
import { EMPTY, hasBody, readBody } from "./body.ts";
import type { Caller, Request } from "./call.ts";
import type { Errand } from "./errands/errand.ts";
import { Trip, type WayOut } from "./errands/outside.ts";
import { rehearseErrand, runErrand } from "./errands/run-errand.ts";
import { countBytes, type Exchange, recordExchange } from "./exchange.ts";
import { sendDisturbed, skewOf } from "./faults/disturb.ts";
import type { FaultRow } from "./faults/fault.ts";
import { matchFaults } from "./faults/match-faults.ts";
import {
  answerUnderFaults,
  beginUnderFaults,
  concludeUnderFaults,
  type Resumption,
  strikeFirst,
} from "./faults/stage-faults.ts";
import { sendEarly } from "./linger.ts";
import type { Breakage, Mock, MockService } from "./mock.ts";
import type { Reply } from "./reply.ts";
import { Router } from "./router.ts";
import { dateHeader, headerList, sendReply } from "./send.ts";
import { callerAddress, rawSocketOf } from "./sockets.ts";
import { splitTarget } from "./target.ts";

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
  /** What operations reach out with; absent: none of their calls is let out. */
  readonly wayOut?: WayOut | undefined;
}

/** Takes a request; never throws. */
export type Handle = (incoming: IncomingMessage, response: ServerResponse) => void;

/** A listener's handler. The first request waits until the mock's service is loaded; without one, it gets the product's crash answer. */
export function dispatchTo(plan: DispatchPlan): Handle {
  let dispatcher: Dispatcher | undefined;
  const open = async () => {
    const service = await plan.mock.load();
    dispatcher ??= new Dispatcher(plan, service);
    return dispatcher;
  };
  return (incoming, response) => {
    if (dispatcher) return void dispatcher.handle(incoming, response);
    open().then(
      (ready) => ready.handle(incoming, response),
      (error: unknown) => answerCrash(plan, response, error),
    );
  };
}

const NO_FAULTS: readonly FaultRow[] = [];
const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze({});

/** Takes each request of a listener through its sandbox: caller, faults, operation in a transaction, journal, answer. */
class Dispatcher {
  readonly #plan: DispatchPlan;
  readonly #answering: Answering;
  readonly #router: Router;
  readonly #fixedHeaders: readonly string[];
  readonly #resumption: Resumption = {
    guard: (response, work) => this.#guard(response, work),
    finish: (exchange, reply) => this.#finish(exchange, reply),
  };

  constructor(plan: DispatchPlan, { operations }: MockService) {
    const { wire } = plan.mock;
    this.#plan = plan;
    this.#answering = { wire, operations, onCrash: plan.onCrash };
    this.#router = new Router(operations, wire);
    this.#fixedHeaders = Object.entries(wire.headers).flat();
  }

  /** Serves a request. Never throws: what should never be becomes the product's answer to a fault of its own. */
  handle(incoming: IncomingMessage, response: ServerResponse): void {
    // Behind another request of its connection that is not answered yet: it may act only on what that one left.
    if (response.socket === null) return void response.once("socket", () => this.handle(incoming, response));
    if (!hasBody(incoming)) return void this.#serve(incoming, response, EMPTY);
    readBody(incoming, this.#plan.mock.wire.bodyLimit, (body) => {
      if (body !== undefined) this.#serve(incoming, response, body);
    });
  }

  #serve(incoming: IncomingMessage, response: ServerResponse, body: Uint8Array | Breakage): void {
    try {
      const { sandboxId = this.#plan.sandboxId, path, query } = splitTarget(incoming.url ?? "/");
      const sandbox = this.#plan.sandbox(sandboxId);
      if (!sandbox) return void this.#refuseSandbox(incoming, response, sandboxId);
      const { socket, method = "GET", headers } = incoming;
      const breakage = breakageOf(incoming, body);
      const bytes = typeof body === "string" ? EMPTY : body;
      const request: Request = { method, path, query, headers, body: bytes, secure: "encrypted" in socket };
      const exchange = this.#open(incoming, response, sandbox, request, breakage === undefined);
      const errand = exchange.match.operation?.errand;
      if (breakage !== undefined) this.#refuse(exchange, answerBreakage(this.#plan.mock.wire, breakage));
      else if (errand) this.#goOut(exchange, errand);
      else if (exchange.faults.length === 0) this.#finish(exchange, this.#answer(exchange));
      else this.#answerDisturbed(exchange);
    } catch (error) {
      this.#crash(response, error);
    }
  }

  #open(
    incoming: IncomingMessage,
    response: ServerResponse,
    sandbox: Sandbox,
    request: Request,
    whole: boolean,
  ): Exchange {
    const started = performance.now();
    const product = this.#plan.mock.name;
    const { method, path } = request;
    const match = this.#router.match(method, path);
    const caller = this.#caller(incoming, sandbox);
    const call = { sandbox, caller, request, params: match.operation ? match.params : NO_PARAMS };
    const before = sandbox.store.version();
    const target = { product, operation: match.operation?.id, method, path, caller };
    const faults = whole ? matchFaults(sandbox, target) : NO_FAULTS;
    const at = sandbox.clock.now();
    return { product, incoming, response, call, match, faults, at, started, before, after: undefined };
  }

  #answer({ call, match }: Exchange): Reply {
    return answerCall(this.#answering, match, call);
  }

  #answerDisturbed(exchange: Exchange): void {
    beginUnderFaults(exchange, this.#resumption, () => {
      const reply = answerUnderFaults(exchange, () => this.#answer(exchange));
      concludeUnderFaults(exchange, this.#resumption, reply);
    });
  }

  /** Sends an errand on its way; others are served until it is back. */
  #goOut(exchange: Exchange, errand: Errand): void {
    const { faults, response, call } = exchange;
    beginUnderFaults(exchange, this.#resumption, () => {
      const run = { answering: this.#answering, errand, call, skew: skewOf(faults) };
      if (strikeFirst(faults)) return void concludeUnderFaults(exchange, this.#resumption, rehearseErrand(run));
      const trip = new Trip(call.sandbox, this.#plan.wayOut, run.skew);
      const leave = () => trip.leave();
      response.once("close", leave);
      void runErrand(run, trip).then(({ reply, givenUp, before, after }) => {
        response.off("close", leave);
        exchange.before = before;
        exchange.after = after;
        this.#guard(response, () => {
          if (response.destroyed) recordExchange(exchange, { status: 0, reason: reply.reason, replyBytes: 0 });
          else if (givenUp) this.#finish(exchange, reply);
          else concludeUnderFaults(exchange, this.#resumption, reply);
        });
      });
    });
  }

  #finish(exchange: Exchange, reply: Reply): void {
    const { response, incoming, faults, call } = exchange;
    exchange.after ??= call.sandbox.store.version();
    const replyBytes = countBytes(reply);
    let { status } = reply;
    if (status === 0) rawSocketOf(incoming.socket).destroySoon();
    else if (faults.length === 0) sendReply(response, reply, this.#headers(exchange, reply, replyBytes), replyBytes);
    else {
      const headers = (sent: Reply) => this.#headers(exchange, sent, replyBytes);
      status = sendDisturbed({ response, socket: rawSocketOf(incoming.socket), headers }, reply, faults);
    }
    recordExchange(exchange, { status, reason: reply.reason, replyBytes });
  }

  /** Answers what no operation gets to see, perhaps before it has come to its end, and lets the connection go. */
  #refuse(exchange: Exchange, reply: Reply): void {
    const { incoming, response } = exchange;
    const replyBytes = countBytes(reply);
    sendEarly(incoming, response, reply, this.#headers(exchange, reply, replyBytes));
    recordExchange(exchange, { status: reply.status, reason: reply.reason, replyBytes });
  }

  #refuseSandbox(incoming: IncomingMessage, response: ServerResponse, id: string): void {
    const reply = answerNoSandbox(id);
    const date = new Date().toUTCString();
    sendEarly(incoming, response, reply, headerList(reply, this.#fixedHeaders, countBytes(reply), date, undefined));
  }

  #headers({ call, faults }: Exchange, reply: Reply, bytes: number): string[] {
    const date = dateHeader(call.sandbox.clock.now() + (faults.length === 0 ? 0 : skewOf(faults)));
    return headerList(reply, this.#fixedHeaders, bytes, date, this.#plan.explain ? reply.reason : undefined);
  }

  #guard(response: ServerResponse, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#crash(response, error);
    }
  }

  #crash(response: ServerResponse, error: unknown): void {
    answerCrash(this.#plan, response, error);
  }

  #caller(incoming: IncomingMessage, sandbox: Sandbox): Caller {
    const host = this.#plan.as;
    const own = host === undefined ? undefined : sandbox.addressesOf(host)[0];
    return { address: own ?? callerAddress(incoming.socket), host, credential: undefined, carrier: undefined };
  }
}

/** Tells of a fault of our own, which the client gets as one of the product. */
function answerCrash({ mock, onCrash }: DispatchPlan, response: ServerResponse, error: unknown): void {
  onCrash(error);
  if (response.headersSent) return void response.destroy();
  const reply = mock.wire.crashed();
  const headers = headerList(reply, [], countBytes(reply), new Date().toUTCString(), undefined);
  sendReply(response, reply, headers);
}

/** What keeps a request from its operation. */
function breakageOf({ headers, httpVersionMinor }: IncomingMessage, body: Uint8Array | Breakage): Breakage | undefined {
  if (typeof body === "string") return body;
  // HTTP/1.1 demands the header, and the web servers that we imitate look at it before anything else.
  return headers.host === undefined && httpVersionMinor === 1 ? "malformed" : undefined;
}
