import type { Call, Request } from "../../src/http/call.ts";
import type { Breakage, Wire } from "../../src/http/mock.ts";
import { Refusal, type Reply } from "../../src/http/reply.ts";
import { choiceOf } from "./choice.ts";

/** `response-headers`. */
const JSON_TYPE = "application/json";

/** A status that Blink refuses with. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 408 | 409 | 500 | 504;

/** A refusal in the product's words, with the reason that only the journal shows. Nothing that the request did stays. */
export class BlinkRefusal extends Refusal {
  override readonly name = "BlinkRefusal";
  readonly status: RefusalStatus;
  readonly reason: string;
  /** Which rule refuses, in a sentence for people: shown as `details` (`error-details`). */
  readonly rule: string;

  /** `message` is what the product says; `reason`, the rule where absent, is what a developer needs to know. */
  constructor(status: RefusalStatus, message: string, why: { readonly rule?: string; readonly reason?: string }) {
    super(message);
    this.status = status;
    this.rule = why.rule ?? "";
    this.reason = why.reason ?? this.rule;
  }
}

/** An answer in JSON. */
export function json(status: number, value: unknown): Reply {
  return { status, body: JSON.stringify(value), type: JSON_TYPE };
}

/** The body of every refusal; see `docs/products/blink.md#errors`. */
function errorBody(status: number, message: string, details = ""): Reply {
  return json(status, { status, message, details, identifier: "", data: null, user_error: null });
}

function refused(refusal: Refusal, { sandbox }: Call): Reply {
  if (!(refusal instanceof BlinkRefusal)) throw refusal;
  const { status, message, rule, reason } = refusal;
  const tellsRule = choiceOf(sandbox, "error-details") === "the rule";
  const body = errorBody(status, message, tellsRule ? rule : "");
  if (choiceOf(sandbox, "error-members") === "six") return { ...body, reason };
  return { ...json(status, { status, message, details: tellsRule ? rule : "", data: null }), reason };
}

/** `broken-requests`. */
const BROKEN: Readonly<Record<Breakage, Reply>> = {
  malformed: errorBody(400, "Bad Request"),
  "headers-too-large": errorBody(431, "Request Header Fields Too Large"),
  "body-too-large": errorBody(413, "Request Entity Too Large"),
  "timed-out": errorBody(408, "Request Timeout"),
};

/** `unknown-path`. */
function unknownPath(_request: Request): Reply {
  return errorBody(404, "Not Found");
}

/** What Blink's server answers where no operation does; see `docs/products/blink.md#errors`. */
export const wire: Wire = {
  ignoreCase: false,
  bodyLimit: 10_000_000,
  headers: {},
  plainParameters: new Set(["q", "limit", "offset", "run_sync", "timeout", "fetcher"]),
  refused,
  unknownPath,
  wrongMethod: (_request, allowed) => ({
    ...errorBody(405, "Method Not Allowed"),
    headers: { Allow: allowed.join(", ") },
  }),
  broken: (breakage) => BROKEN[breakage],
  crashed: () => errorBody(500, "Internal Server Error"),
};
