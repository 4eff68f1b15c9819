import { once } from "node:events";
import { Agent as HttpAgent, type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import { onTestFinished } from "vitest";

/** What is asked, and how. */
export interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  /** With the authority's certificate: by HTTPS. */
  readonly ca?: string | undefined;
  readonly host?: string;
  readonly agent?: HttpAgent | HttpsAgent;
  readonly signal?: AbortSignal;
}

/** What was answered. */
export interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

/** Asks once, with Node's own client. Rejects as that does when there is no whole answer. */
export async function ask(port: number, path: string, options: Ask = {}): Promise<Answer> {
  const response = await askHead(port, path, options);
  const body = await buffer(response);
  const { statusCode: status = 0, statusMessage: phrase = "", headers } = response;
  return { status, phrase, headers, text: body.toString() };
}

/** Asks once and gives the response as soon as its head is there. */
export async function askHead(port: number, path: string, options: Ask = {}): Promise<IncomingMessage> {
  const { method = "GET", headers = {}, body, ca, host = "127.0.0.1", agent, signal } = options;
  const plan = { port, host, path, method, headers, ...(signal ? { signal } : {}) };
  const request = ca
    ? requestHttps({ ...plan, ca, servername: "localhost", agent: agent ?? false })
    : requestHttp({ ...plan, agent: agent ?? false });
  const answered = once(request, "response");
  request.end(body);
  const [response] = (await answered) as [IncomingMessage];
  return response;
}

/** Agents that keep one connection alive, for both schemes, until the test ends. */
export function keepAlive(): { http: HttpAgent; https: HttpsAgent } {
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: 1 }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: 1 }),
  };
  onTestFinished(() => {
    agents.http.destroy();
    agents.https.destroy();
  });
  return agents;
}

/** A bare connection, TLS when there is an authority's certificate; destroyed when the test ends. */
export async function dial(port: number, ca?: string, host = "127.0.0.1"): Promise<Socket> {
  const socket = ca ? connectTls({ port, host, ca, servername: "localhost" }) : connect({ port, host, noDelay: true });
  onTestFinished(() => void socket.destroy());
  await once(socket, ca ? "secureConnect" : "connect");
  return socket;
}

/** All that still comes from a connection, until its other end closes it; a reset is its end too. */
export function drain(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(text));
  });
}

/** What comes from a connection until it holds a text. Rejects when the connection ends before. */
export function readUntil(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = "";
    const take = (chunk: Buffer) => {
      all += chunk.toString("latin1");
      if (!all.includes(text)) return;
      socket.off("data", take).off("close", end);
      resolve(all);
    };
    const end = () => reject(new Error(`The connection ended before '${text}' came, after: ${all}`));
    socket.on("data", take).once("close", end);
  });
}

/** How many answers a text of HTTP/1.1 holds, by their statuses. */
export function statusesOf(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
