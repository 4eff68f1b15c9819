import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type Socket } from "node:net";
import type { SecureContext } from "node:tls";
import { fail, type OutboundFailure, type OutboundOutcome } from "./outcome.ts";
import type { Sendable } from "./read-request.ts";
import { type Stage, tellApart, timedOut } from "./tell-apart.ts";

/** The largest head of an answer that is taken, in bytes. */
const LARGEST_HEAD = 32_768;

/** How one address is called. */
export interface Sending {
  readonly sendable: Sendable;
  /** Never a name. */
  readonly address: string;
  readonly secureContext: SecureContext | undefined;
  /** When it began, on the wall's stopwatch. */
  readonly began: number;
  readonly signal: AbortSignal | undefined;
}

/** Sends a request to one address, over a connection of its own. Never rejects. */
export function sendOut({ sendable, address, secureContext, began, signal }: Sending): Promise<OutboundOutcome> {
  const { host, port, timeoutMs, mostBytes } = sendable;
  const where = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return new Promise((resolve) => {
    let stage: Stage = "connecting";
    const request = openRequest(sendable, address, secureContext);
    const end = (outcome: OutboundOutcome) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      resolve(outcome);
      request.destroy();
    };
    const abort = () => end(fail("aborted", `the call to ${where} was given up`));
    // Plain bytes that came without a response are the beginning of one.
    const stageNow = () =>
      stage === "asking" && !secureContext && (request.socket?.bytesRead ?? 0) > 0 ? "answering" : stage;
    const broken = (error: NodeJS.ErrnoException) => end(tellApart(error, stageNow(), where));
    request.on("error", broken);
    const left = Math.max(0, timeoutMs - (performance.now() - began));
    const timer = setTimeout(() => end(timedOut(stage, where)), left).unref();
    if (signal?.aborted) return void abort();
    signal?.addEventListener("abort", abort);
    followStages(request, secureContext !== undefined, (reached) => {
      stage = reached;
    });
    request.on("upgrade", () => end(fail("malformed", `what came is no answer to the request, from ${where}`)));
    request.on("response", (response) => {
      stage = "answering";
      takeBody(response, mostBytes, (body) => {
        if ("kind" in body) end({ ...body, message: `${body.message}, from ${where}` });
        else end(toAnswer(response, body.bytes, performance.now() - began));
      });
      // Whether it was closed or reset, the connection knows better than the response.
      response.on("error", (error) => broken(request.socket?.errored ?? error));
    });
    request.end(sendable.body.length > 0 ? sendable.body : undefined);
  });
}

function openRequest(sendable: Sendable, address: string, secureContext: SecureContext | undefined): ClientRequest {
  const { method, url, host, port, headers, body } = sendable;
  const named = headers.some((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  const length = body.length > 0 || method === "POST" || method === "PUT" || method === "PATCH";
  const plan = {
    method,
    host: address,
    port,
    path: `${url.pathname}${url.search}`,
    // As a list, names keep their case and Node adds none but what the connection needs.
    headers: [
      ...(named ? [] : ["Host", url.host]),
      ...headers,
      ...(length ? ["Content-Length", String(body.length)] : []),
      "Connection",
      "close",
    ],
    setHost: false,
    agent: false as const,
    maxHeaderSize: LARGEST_HEAD,
    insecureHTTPParser: false,
    // An address needs no look-up: should a name ever come here, it is not looked up.
    lookup: refuseLookUp,
  };
  if (secureContext === undefined) return requestHttp(plan);
  const secure = { ...plan, secureContext, ALPNProtocols: ["http/1.1"], servername: isIP(host) ? "" : host };
  return requestHttps(secure);
}

function refuseLookUp(
  _name: string,
  _options: unknown,
  told: (error: Error, address: string, family: number) => void,
): void {
  told(Object.assign(new Error("Names are not looked up."), { code: "ENOTFOUND" }), "", 4);
}

function followStages(request: ClientRequest, secure: boolean, reach: (stage: Stage) => void): void {
  request.on("socket", (socket: Socket) => {
    socket.once("connect", () => reach(secure ? "securing" : "asking"));
    if (secure) socket.once("secureConnect", () => reach("asking"));
  });
}

function takeBody(
  response: IncomingMessage,
  mostBytes: number,
  done: (body: { readonly bytes: Uint8Array } | OutboundFailure) => void,
): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  response.on("data", (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > mostBytes) done(fail("too-large", `the answer is larger than ${mostBytes} bytes`));
    else chunks.push(chunk);
  });
  response.on("end", () => {
    if (response.complete) done({ bytes: Buffer.concat(chunks) });
  });
}

function toAnswer(response: IncomingMessage, body: Uint8Array, milliseconds: number): OutboundOutcome {
  const { statusCode: status = 0, statusMessage: phrase = "", headersDistinct } = response;
  const headers = Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(", ")]),
  );
  return { kind: "answer", status, phrase, headers, body, milliseconds };
}
