import type { Request } from "../../src/http/call.ts";
import type { Breakage, Wire } from "../../src/http/mock.ts";
import { Refusal, type Reply } from "../../src/http/reply.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const HTML_TYPE = "text/html; charset=us-ascii";

/** How the product's first word for a refusal goes with its status; see `docs/products/passwordstate.md#errors`. */
export const MESSAGES = {
  400: "Bad Request",
  401: "No Authorization",
  403: "Forbidden",
  404: "Not Found",
  406: "Not Acceptable",
  500: "Internal Server Error",
} as const;

/** A status that the API refuses with. */
export type RefusalStatus = keyof typeof MESSAGES;

/** A refusal in the product's two parts, with the reason that only the journal shows. */
export class PasswordstateRefusal extends Refusal {
  override readonly name = "PasswordstateRefusal";
  readonly status: RefusalStatus;
  readonly phrase: string;
  readonly reason: string;

  /** `phrase` is what the product says; `reason` is what a developer needs to know. */
  constructor(status: RefusalStatus, phrase: string, reason: string) {
    super(reason);
    this.status = status;
    this.phrase = phrase;
    this.reason = reason;
  }
}

/** A path with characters that ASP.NET takes for an attack: answered before the API sees it, and not in its words. */
export class DangerousPath extends Refusal {
  override readonly name = "DangerousPath";

  constructor() {
    super("the path holds one of < > * % & : \\ ?, which ASP.NET refuses");
  }
}

/** Whether a decoded path or part of one holds what ASP.NET refuses; see `docs/products/passwordstate.md#framework-errors`. */
export function isDangerousPath(decoded: string): boolean {
  return /[<>*%&:\\?]/.test(decoded);
}

/** An answer with a JSON body that is text already. */
export function jsonText(status: number, body: string | Uint8Array): Reply {
  return { status, body, type: JSON_TYPE };
}

/** An answer with a JSON body. */
export function json(status: number, value: unknown): Reply {
  return jsonText(status, JSON.stringify(value));
}

/** 204, as every delete answers. */
export const NO_CONTENT: Reply = { status: 204 };

/** The array of one that every refusal is, as JSON text. It is the body and the reason phrase too: see `docs/products/passwordstate.md#errors`. */
function errorText(message: string, phrase: string): string {
  return JSON.stringify([{ errors: [{ message }, { phrase }] }]);
}

function refused(refusal: Refusal): Reply {
  if (refusal instanceof DangerousPath) return { ...DANGEROUS, reason: refusal.message };
  if (!(refusal instanceof PasswordstateRefusal)) throw refusal;
  const text = errorText(MESSAGES[refusal.status], refusal.phrase);
  return { status: refusal.status, phrase: text, body: text, type: JSON_TYPE, reason: refusal.reason };
}

/** What IIS shows where ASP.NET does not get to see the request. */
function iisPage(status: number, title: string, detail: string): Reply {
  const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>${title}</TITLE>\r\n<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>\r\n<BODY><h2>${title}</h2>\r\n<hr><p>HTTP Error ${status}. ${detail}</p>\r\n</BODY></HTML>\r\n`;
  return { status, body, type: HTML_TYPE };
}

const DANGEROUS = iisPage(
  400,
  "Bad Request",
  "A potentially dangerous Request.Path value was detected from the client.",
);

/**
 * What every path of the Windows Integrated API begins with: IIS asks who is calling before the API sees anything. Answering the
 * challenge is not built. See `docs/products/passwordstate.md#windows-integrated-api`.
 */
export const CHALLENGE: Reply = {
  ...iisPage(401, "Not Authorized", "The requested resource requires user authentication."),
  headers: { "WWW-Authenticate": ["Negotiate", "NTLM"] },
  reason:
    "/winapi asks for a Windows sign-in (Negotiate, NTLM), which is not implemented by fauxvault; /api takes a key",
};

const BROKEN: Readonly<Record<Breakage, Reply>> = {
  malformed: iisPage(400, "Bad Request", "The request is badly formed."),
  "headers-too-large": iisPage(400, "Bad Request - Request Too Long", "The size of the request headers is too long."),
  "body-too-large": iisPage(
    404,
    "Not Found",
    "The request filtering module is configured to deny a request that exceeds the request content length.",
  ),
  "timed-out": iisPage(408, "Request Timeout", "The request timed out."),
};

function requestUri({ secure, headers, path, query }: Request): string {
  return `${secure ? "https" : "http"}://${headers.host ?? "localhost"}${path}${query && `?${query}`}`;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What answers before the API looks at a path; absent when nothing does. */
function answerBeforeApi({ path }: Request): Reply | undefined {
  if (isDangerousPath(decodePath(path))) return { ...DANGEROUS, reason: new DangerousPath().message };
  return /^\/winapi(?:\/|$)/i.test(path) ? CHALLENGE : undefined;
}

/** Where the framework answers instead of the product; see `docs/products/passwordstate.md#framework-errors`. */
export const wire: Wire = {
  ignoreCase: true,
  bodyLimit: 30_000_000,
  headers: {
    "Cache-Control": "no-cache",
    Pragma: "no-cache",
    Expires: "-1",
    Server: "Microsoft-IIS/10.0",
    "X-AspNet-Version": "4.0.30319",
    "X-Powered-By": "ASP.NET",
  },
  plainParameters: new Set([
    "queryall",
    "format",
    "excludepassword",
    "preventauditing",
    "passwordid",
    "passwordlistid",
    "passwordgeneratorid",
    "qty",
    "movetorecyclebin",
    "checkin",
    "search",
    "title",
    "username",
    "hostname",
    "passwordlist",
    "foldername",
    "treepath",
    "andor",
    "expirydate",
    "expirydaterange",
    "siteid",
    "sitelocation",
    "minlength",
    "maxlength",
    "numberofwords",
    "maxwordlength",
    "destinationpasswordlistid",
  ]),
  refused,
  unknownPath: (request) =>
    answerBeforeApi(request) ??
    json(404, { Message: `No HTTP resource was found that matches the request URI '${requestUri(request)}'.` }),
  wrongMethod: (request) =>
    answerBeforeApi(request) ??
    json(405, { Message: `The requested resource does not support http method '${request.method}'.` }),
  broken: (breakage) => BROKEN[breakage],
  crashed: () => json(500, { Message: "An error has occurred." }),
};
