import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Reply } from "./reply.ts";

/** The longest reason phrase and header value that we send, in characters. */
const LONGEST = 512;

/**
 * A text as HTTP/1.1 can carry it in a reason phrase or a header: ASCII, one line, at most 512 characters. JSON keeps its meaning
 * (`\uXXXX`); other text is percent-encoded. Node throws on anything else, so everything goes through here.
 */
export function toHeaderText(text: string): string {
  const json = text.startsWith("[") || text.startsWith("{");
  const ascii = text
    .slice(0, LONGEST)
    .replace(/[^\x20-\x7e]/gu, (character) => (json ? escapeJson(character) : escapePercent(character)));
  return ascii.slice(0, LONGEST).trim();
}

function escapeJson(character: string): string {
  return [...character.split("")].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

function escapePercent(character: string): string {
  return Buffer.from(character).reduce(
    (text, byte) => `${text}%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    "",
  );
}

/** The flat list of header names and values that a reply goes out with. */
export function headerList(
  reply: Reply,
  fixed: readonly string[],
  bodyBytes: number,
  date: string,
  explanation: string | undefined,
): string[] {
  const list = fixed.slice();
  if (reply.type !== undefined) list.push("Content-Type", reply.type);
  if (explanation !== undefined) list.push("x-fauxvault-reason", toHeaderText(explanation));
  list.push("Date", date);
  // A 204 and a 304 have no body and, unlike an empty 200, no length.
  if (reply.status !== 204 && reply.status !== 304) list.push("Content-Length", String(bodyBytes));
  return reply.headers === undefined ? list : override(list, reply.headers);
}

/** The list with a reply's own headers in the place of those of the same name. */
function override(list: readonly string[], own: NonNullable<Reply["headers"]>): string[] {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  // A length beside a transfer encoding is an error to every client, as are two lengths.
  if (names.has("transfer-encoding")) names.add("content-length");
  const merged: string[] = [];
  for (let at = 0; at < list.length; at += 2) {
    const [name = "", value = ""] = list.slice(at, at + 2);
    if (!names.has(name.toLowerCase())) merged.push(name, value);
  }
  for (const [name, values] of Object.entries(own)) {
    for (const value of [values].flat()) merged.push(name, toHeaderText(value));
  }
  return merged;
}

/** The reason phrase that a reply goes out with. */
export function phraseOf(reply: Reply): string {
  return reply.phrase === undefined ? (STATUS_CODES[reply.status] ?? "") : toHeaderText(reply.phrase);
}

/** Sends a reply whole; `bytes` is how many its body has. */
export function sendReply(response: ServerResponse, reply: Reply, headers: string[], bytes?: number): void {
  // A connection that stays open goes without saying in HTTP/1.1: Node would say so, the web servers that we imitate do not.
  if (response.shouldKeepAlive && response.req.httpVersionMinor === 1) response.removeHeader("Connection");
  response.writeHead(reply.status, phraseOf(reply), headers);
  const { body } = reply;
  // A text of as many bytes as characters is ASCII: written as Latin-1 it is copied, written as UTF-8 it is translated.
  if (typeof body === "string" && bytes === body.length) response.end(body, "latin1");
  else response.end(body);
}

let dateSecond = Number.NaN;
let dateText = "";

/** A `Date` header for an instant; made anew once for each second. */
export function dateHeader(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}
