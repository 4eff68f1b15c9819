import type { Call } from "../../src/http/call.ts";
import type { Breakage, Wire } from "../../src/http/mock.ts";
import { Refusal, type Reply } from "../../src/http/reply.ts";
import { flavourOf } from "./flavour.ts";

/** `response-headers`. */
const JSON_TYPE = "application/json;charset=UTF-8";
const HTML_TYPE = "text/html;charset=UTF-8";

/** What stands in `Details`. Every scalar is a text; see `docs/products/pmp.md#envelope`. */
type DetailsOut = object | undefined;

/** What an envelope says. */
export interface Envelope {
  readonly name: string;
  readonly message: string;
  /** `Success` or `Failed`; another word where the product uses one. */
  readonly status?: string | undefined;
  readonly details?: DetailsOut;
  readonly totalRows?: number | undefined;
}

/** What PAM360 adds to `result`; see `docs/products/pmp.md#envelope` (`failed-status-code`). */
const STATUS_CODES = { Success: 20000, Failed: 40000 } as const;

/** A refusal in the product's words, with the reason that only the journal shows. Nothing that the request did stays. */
export class PmpRefusal extends Refusal {
  override readonly name = "PmpRefusal";
  readonly reason: string;
  readonly details: DetailsOut;
  /** The name in the envelope: the operation's, once it is known. */
  operation: string | undefined;

  /** `message` is what the product says; `reason` is what a developer needs to know. */
  constructor(message: string, reason: string, more: { readonly operation?: string; readonly details?: object } = {}) {
    super(message);
    this.reason = reason;
    this.operation = more.operation;
    this.details = more.details;
  }
}

/** The caller is not let in; see `docs/products/pmp.md#authentication-failures`. */
export function refuseCaller(message: string, reason: string): PmpRefusal {
  return new PmpRefusal(message, reason, { operation: "Authentication" });
}

/** The bound host does not resolve: no answer at all; see `docs/products/pmp.md#host-binding`. */
export class NoAnswer extends Refusal {
  override readonly name = "NoAnswer";
}

/** The security filter has struck; see `docs/products/pmp.md#transport`. */
export class HarmfulContent extends Refusal {
  override readonly name = "HarmfulContent";
}

/** An envelope as the product writes it: compact, in the order of new servers. */
export function envelope(call: Call, { name, message, status = "Success", details, totalRows }: Envelope): Reply {
  const pam360 = flavourOf(call.sandbox) === "pam360";
  const statusCode = pam360 ? STATUS_CODES[status === "Failed" ? "Failed" : "Success"] : undefined;
  // What is undefined does not go out.
  return json({ operation: { result: { message, status, statusCode }, Details: details, name, totalRows } });
}

/** An answer in JSON. */
export function json(value: unknown): Reply {
  return { status: 200, body: JSON.stringify(value), type: JSON_TYPE };
}

/** Bytes without an envelope. */
export function bytes(content: Uint8Array | string, type = "application/octet-stream"): Reply {
  return { status: 200, body: content, type };
}

function refused(refusal: Refusal, call: Call): Reply {
  if (refusal instanceof NoAnswer) return { status: 0, reason: refusal.message };
  if (refusal instanceof HarmfulContent) return { status: 599, phrase: "OK", body: "", reason: refusal.message };
  if (!(refusal instanceof PmpRefusal)) throw refusal;
  const { operation = "", message, details, reason } = refusal;
  return { ...envelope(call, { name: operation, message, status: "Failed", details }), reason };
}

/** What Tomcat shows where the product does not get to see the request (`unknown-path`). */
function page(status: number, title: string): Reply {
  const body = `<!doctype html><html lang="en"><head><title>HTTP Status ${status} – ${title}</title></head><body><h1>HTTP Status ${status} – ${title}</h1></body></html>`;
  return { status, body, type: HTML_TYPE };
}

const BROKEN: Readonly<Record<Breakage, Reply>> = {
  malformed: page(400, "Bad Request"),
  "headers-too-large": page(400, "Bad Request"),
  "body-too-large": page(413, "Request Entity Too Large"),
  "timed-out": page(408, "Request Timeout"),
};

/** A path that nothing is at. */
export function unknownPath(): Reply {
  return page(404, "Not Found");
}

/** Where the product's web server answers instead of the product; see `docs/products/pmp.md#transport`. */
export const wire: Wire = {
  ignoreCase: false,
  joinsSlashes: true,
  bodyLimit: 50_000_000,
  headers: {},
  plainParameters: new Set([
    "operation_name",
    "resourcename",
    "accountname",
    "resourceid",
    "accountid",
    "app_name",
    "username",
    "usergroupname",
    "audittype",
    "startindex",
    "limit",
    "duration",
    "policy",
    "keyname",
    "common_name",
    "serial_number",
  ]),
  refused,
  unknownPath,
  wrongMethod: () => page(405, "Method Not Allowed"),
  broken: (breakage) => BROKEN[breakage],
  crashed: () => page(500, "Internal Server Error"),
};
