import type { Request } from "../../src/http/call.ts";
import { decodePart } from "../../src/http/pairs.ts";
import { readLenientJson } from "./lenient-json.ts";
import { readPairs } from "./pairs.ts";

/** What a request says beside its path. */
export interface Said {
  /** The plain parameters of the query, by their exact names. */
  readonly query: ReadonlyMap<string, string>;
  /** The value of `INPUT_DATA` that counts, decoded; absent when there is none. */
  readonly text: string | undefined;
  /** The `Details` of the document in it; absent when there is no document to be read. */
  readonly details: Details | undefined;
  /** The `Details` where it is an array, which one native call sends. */
  readonly rows?: readonly unknown[] | undefined;
}

/** Members by their exact names, values as they came. */
export type Details = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder("utf-8");
const NAME = "INPUT_DATA";
const NO_QUERY: ReadonlyMap<string, string> = new Map();
const NOTHING: Said = { query: NO_QUERY, text: undefined, details: undefined };

/**
 * Reads the query and `INPUT_DATA`: of a GET or DELETE in the query, else in the body, whatever its content type, and then in the
 * query (`input-data-twice`). See `docs/products/pmp.md#request-format`.
 */
export function readSaid({ method, query, body }: Request): Said {
  if (query === "" && body.length === 0) return NOTHING;
  const pairs = readPairs(query);
  const candidates: string[] = [];
  if (body.length > 0 && (method === "POST" || method === "PUT")) candidates.push(...readBody(decoder.decode(body)));
  const inQuery = pairs.get(NAME);
  if (candidates.length === 0 && inQuery !== undefined) candidates.push(inQuery, ...readRest(query));
  for (const text of candidates) {
    const details = readDetails(text);
    if (isObject(details)) return { query: pairs, text, details };
    if (Array.isArray(details)) return { query: pairs, text, details: undefined, rows: details };
  }
  return { query: pairs, text: candidates[0], details: undefined };
}

/** The pairs of the query, and of a form in the body, which wins, whatever its content type: how the native login comes. */
export function readForm({ query, body }: Request): ReadonlyMap<string, string> {
  if (body.length === 0) return readPairs(query);
  return new Map([...readPairs(query), ...readPairs(decoder.decode(body))]);
}

/** What may be the value in a body: up to the first `&`, or where that is no document, all the rest. */
function readBody(body: string): string[] {
  const form = body.trim();
  const start = startOfValue(form);
  if (start === -1) return [];
  const mark = form.indexOf("&", start);
  const whole = decodePart(form.slice(start));
  return mark === -1 ? [whole] : [decodePart(form.slice(start, mark)), whole];
}

/** The same in a query, where the client left a raw `&` in the document. */
function readRest(query: string): string[] {
  const start = startOfValue(query);
  return start !== -1 && query.includes("&", start) ? [decodePart(query.slice(start))] : [];
}

function startOfValue(text: string): number {
  const found = new RegExp(`(?:^|&)${NAME}=`).exec(text);
  return found ? found.index + found[0].length : -1;
}

function readDetails(text: string): unknown {
  const document = readLenientJson(text);
  const operation = isObject(document) ? document.operation : undefined;
  return isObject(operation) ? (operation.Details ?? operation.details ?? {}) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
