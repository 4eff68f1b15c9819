import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Reply } from "./reply.ts";
import { headerList, phraseOf } from "./send.ts";

// A connection that is closed while bytes still come is reset by the system, and the reset can overtake the answer. So what still
// comes is read and dropped for a while before it is closed.

/** How long nothing may come before the connection is closed, in milliseconds of wall time. */
const SILENCE = 2_000;
/** How long and how much is dropped at most. */
const LONGEST = 10_000;
const MOST_BYTES = 100_000_000;

/** Sends a reply to a request that has not come to its end, and closes the connection afterwards. */
export function sendEarly(incoming: IncomingMessage, response: ServerResponse, reply: Reply, headers: string[]): void {
  response.writeHead(reply.status, phraseOf(reply), [...headers, "Connection", "close"]);
  if (incoming.complete) return void response.end(reply.body);
  response.flushHeaders();
  if (reply.body !== undefined) response.write(reply.body);
  incoming.once("end", () => response.end());
  dropRest(incoming, () => response.end());
}

/** Answers bytes that are no request: below HTTP, since there is nothing to respond to. */
export function answerBelowHttp(reply: Reply, socket: Socket): void {
  const pending = (socket as { _httpMessage?: ServerResponse | null })._httpMessage;
  // In the middle of another answer, ours would be taken for a part of it.
  if (!socket.writable || socket.errored || pending?.headersSent) return void socket.destroy();
  const body = Buffer.from(reply.body ?? "");
  const list = headerList(reply, [], body.length, new Date().toUTCString(), undefined);
  const lines = [`HTTP/1.1 ${reply.status} ${phraseOf(reply)}`, "Connection: close"];
  for (let at = 0; at < list.length; at += 2) lines.push(`${list[at]}: ${list[at + 1]}`);
  // The parser has given up: what comes now would only be reported as broken again.
  socket.removeAllListeners("data");
  socket.end(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body]));
  dropRest(socket, () => socket.destroy());
}

/** The same for bytes behind a request that has come whole: one that is not answered yet has its answer first. */
export function answerInTurn(reply: Reply, socket: Socket): void {
  const pending = (socket as { _httpMessage?: ServerResponse | null })._httpMessage;
  if (!pending?.req.complete || pending.headersSent || !socket.writable) return void answerBelowHttp(reply, socket);
  // The parser has given up, as above.
  socket.removeAllListeners("data");
  pending.once("close", () => answerBelowHttp(reply, socket));
}

/** Reads what still comes and drops it, until there is silence or too much of it. */
function dropRest(source: Readable, close: () => void): void {
  const began = performance.now();
  let dropped = 0;
  const timer = setTimeout(close, SILENCE);
  source.on("data", (chunk: Uint8Array) => {
    dropped += chunk.length;
    if (dropped > MOST_BYTES || performance.now() - began > LONGEST) close();
    else timer.refresh();
  });
  source.once("close", () => clearTimeout(timer));
}
