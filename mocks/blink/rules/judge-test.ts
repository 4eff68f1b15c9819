import type { FailureKind, OutboundOutcome } from "../../../src/http/outbound/outcome.ts";

/** What a test came to. */
export interface Verdict {
  readonly valid: boolean;
  /** For a person: what happened, where, and what to do next. Never a path, a header or a body, which may hold secrets. */
  readonly words: string;
}

/** What a test asked. */
interface Asked {
  /** Host and port. */
  readonly where: string;
  /** Whether an API was asked, whose answer is never a page; plain HTTP may lead to anything. */
  readonly isApi: boolean;
}

/** The usual words; see `docs/products/blink.md#test-connection`. */
const BAD_CREDENTIALS =
  "Failed - incorrect connection credentials. Please validate your connection details and try again";

/** What to do when no answer came. */
const ADVICE: Readonly<Record<FailureKind, string>> = {
  invalid: "Correct the connection's attributes.",
  "unknown-host": "Correct the name in the address, or make it known (DNS).",
  "not-allowed": "It is fauxvault's own bound, so that a fake cannot be used to reach elsewhere.",
  refused: "Correct the port in the address, or start the server.",
  unreachable: "Correct the address, or the network of the runner.",
  tls: "Check that the port speaks TLS, or use an address with http.",
  timeout: "Check that the server is not too busy, and that no firewall swallows the call.",
  reset: "Something at that address or before it does not want the call: check the server and what stands before it.",
  "empty-reply": "Check whether the port is the API's, and whether it wants https.",
  "cut-short": "Try again, and look at the server's log.",
  malformed: "The port speaks something else than HTTP: check it, and whether it wants https.",
  "too-large": "Check that the address is the API's.",
  aborted: "Try again.",
};

/** What to do about a certificate, by Node's code. */
const CERTIFICATE_ADVICE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "The certificate has expired: renew it.",
  CERT_NOT_YET_VALID: "The certificate is not valid yet: check the clocks.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate is for another name: use the one that it is for.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The certificate is signed by nobody that is trusted: have an authority sign it.",
  SELF_SIGNED_CERT_IN_CHAIN: "The certificate's authority is not trusted: use one of an authority that is.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "The certificate's authority is not trusted: use one of an authority that is.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The certificate's authority is not trusted: use one of an authority that is.",
  CERT_SIGNATURE_FAILURE: "The certificate's signature is not its authority's: have it issued anew.",
};

/** What a test's call says about a connection (`test-texts`, `test-verdict`). */
export function judgeTest(outcome: OutboundOutcome, { where, isApi }: Asked): Verdict {
  if (outcome.kind !== "answer") {
    const { kind, code = "", message } = outcome;
    const certificate =
      kind === "tls" && Object.hasOwn(CERTIFICATE_ADVICE, code) ? CERTIFICATE_ADVICE[code] : undefined;
    return bad(`Failed - ${message}. ${certificate ?? ADVICE[kind]}`);
  }
  const { status } = outcome;
  const page = isPage(outcome.headers["content-type"], outcome.body);
  const came = `${where} answered ${status}${page ? " with an HTML page" : ""}`;
  if (status < 200 || status > 299) return bad(explainStatus(status, came, outcome.headers.location, page && isApi));
  if (isApi) {
    if (!page) return { valid: true, words: `Connection succeeded: ${came}.` };
    return bad(`Failed - ${came}, which an API does not: the address leads to a web page or a sign-in page.`);
  }
  const doubt = page ? ", which may be a sign-in page" : "";
  return { valid: true, words: `Connection succeeded: ${came}${doubt}. Only the status was looked at.` };
}

function explainStatus(status: number, came: string, location: string | undefined, isForeignPage: boolean): string {
  if (status === 401 && isForeignPage) {
    return `Failed - ${came}: a web server's own sign-in answered, and not the API. Check the path of the address, such as /api.`;
  }
  if (status === 401) return `${BAD_CREDENTIALS} (${came}).`;
  if (status === 403)
    return `Failed - ${came}: it knows who asks, and does not allow it. Use credentials with more rights.`;
  if (status === 404 || status === 405 || status === 410) {
    return `Failed - ${came}: the path is wrong. Check that the address is the API's whole address.`;
  }
  if (status === 407) return `Failed - ${came}: a proxy stands before it and wants credentials of its own.`;
  if (status === 429) return `Failed - ${came}: it was asked too often. Try again later.`;
  if (status < 400)
    return `Failed - ${came}, a redirect${originOf(location)}: none is followed. Use the address that it leads to.`;
  if (status < 500) return `Failed - ${came}: it does not take the request. Check the address and what it asks for.`;
  return `Failed - ${came}: the fault is the server's own. Look at its log, and try again.`;
}

/** Where a redirect leads: its host alone, since the rest may hold a secret. */
function originOf(location: string | undefined): string {
  if (location === undefined || !URL.canParse(location)) return "";
  return ` to ${new URL(location).host || "elsewhere"}`;
}

function isPage(type = "", body: Uint8Array): boolean {
  if (/^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)) return true;
  return /^(?:\ufeff|\s)*<(?:!doctype\s+html|html)\b/i.test(Buffer.from(body.subarray(0, 200)).toString("utf8"));
}

function bad(words: string): Verdict {
  return { valid: false, words };
}
