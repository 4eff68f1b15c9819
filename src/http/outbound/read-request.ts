import { validateHeaderName, validateHeaderValue } from "node:http";
import { fail, type OutboundFailure, type OutboundRequest } from "./outcome.ts";

/** A request that can be sent. */
export interface Sendable {
  readonly method: string;
  readonly url: URL;
  /** The host without brackets. */
  readonly host: string;
  readonly port: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

const TIMEOUT = 30_000;
const LONGEST_TIMEOUT = 600_000;
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_BYTES_EVER = 50 * 1024 * 1024;
const LONGEST_URL = 16_384;
const MOST_HEADER_CHARACTERS = 65_536;
const LARGEST_BODY = 50 * 1024 * 1024;

/** What a connection is made of and not a request: ours to say. */
const OURS = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Reads what a mock asks, of which much comes from its callers: all that cannot be sent is a failure of the kind `invalid`. */
export function readRequest(request: OutboundRequest): Sendable | OutboundFailure {
  const { method, timeoutMs = TIMEOUT, mostBytes = MOST_BYTES } = request;
  const url = readUrl(request.url);
  if ("kind" in url) return url;
  if (!/^[A-Za-z]{1,20}$/.test(method) || /^connect$/i.test(method))
    return fail("invalid", "that is no HTTP method to call with");
  const headers = readHeaders(request.headers ?? {});
  if ("kind" in headers) return headers;
  if (!(timeoutMs >= 1 && timeoutMs <= LONGEST_TIMEOUT))
    return fail("invalid", `the time-out has to be 1 to ${LONGEST_TIMEOUT} ms`);
  if (!(mostBytes >= 0 && mostBytes <= MOST_BYTES_EVER))
    return fail("invalid", `at most ${MOST_BYTES_EVER} bytes are taken`);
  const body = Buffer.from(request.body ?? "");
  if (body.length > LARGEST_BODY) return fail("invalid", `at most ${LARGEST_BODY} bytes are sent`);
  return {
    method: method.toUpperCase(),
    url,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (url.protocol === "https:" ? 443 : 80),
    headers,
    body,
    timeoutMs,
    mostBytes,
  };
}

function readUrl(text: string): URL | OutboundFailure {
  if (text.length > LONGEST_URL) return fail("invalid", `the address is longer than ${LONGEST_URL} characters`);
  const [placeholder] = /\$\{[^}]{1,80}\}/.exec(text) ?? [];
  if (placeholder !== undefined) return fail("invalid", `no door answers for ${placeholder}, which the address names`);
  if (!URL.canParse(text))
    return fail("invalid", "the address is not a URL: write for example https://vault.test:9119/");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return fail("invalid", "the address has to begin with http:// or https://");
  }
  if (url.username !== "" || url.password !== "") {
    return fail("invalid", "the address holds a user name or password: send those in a header");
  }
  return url;
}

function readHeaders(given: Readonly<Record<string, string>>): readonly string[] | OutboundFailure {
  const list: string[] = [];
  let characters = 0;
  for (const [name, value] of Object.entries(given)) {
    if (!isHeader(name, value)) return fail("invalid", "a header has a name or a value that HTTP cannot carry");
    if (OURS.has(name.toLowerCase())) return fail("invalid", `the header ${name.toLowerCase()} cannot be chosen`);
    characters += name.length + value.length;
    list.push(name, value);
  }
  return characters > MOST_HEADER_CHARACTERS ? fail("invalid", "the headers are too large") : list;
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
