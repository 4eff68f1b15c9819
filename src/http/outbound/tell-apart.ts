import { type FailureKind, fail, type OutboundFailure } from "./outcome.ts";

/** How far a request had come. */
export type Stage = "connecting" | "securing" | "asking" | "answering";

const REFUSED = new Set(["ECONNREFUSED"]);
const UNREACHABLE = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "EHOSTDOWN",
  "ENETDOWN",
  "EACCES",
  "EPERM",
  "EAFNOSUPPORT",
  "EINVAL",
]);
const RESET = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);

const WORDS: Readonly<
  Record<"refused" | "unreachable" | "timeout" | "tls" | "reset" | "empty-reply" | "cut-short" | "malformed", string>
> = {
  refused: "nobody listens at",
  unreachable: "there is no way to",
  timeout: "the time was over before an answer came from",
  tls: "no secure connection to",
  reset: "the connection was reset by",
  "empty-reply": "the connection was closed without an answer by",
  "cut-short": "the connection was closed in the middle of an answer by",
  malformed: "what came is no HTTP answer, from",
};

/** What Node's error means for a request that had come so far. */
export function tellApart(error: NodeJS.ErrnoException, stage: Stage, where: string): OutboundFailure {
  const { code } = error;
  const kind = kindOf(error, stage);
  if (kind === "too-large") return fail(kind, `the headers are larger than is taken, from ${where}`, code);
  const detail = kind === "tls" && code !== undefined ? ` (${code})` : "";
  return fail(kind, `${WORDS[kind]} ${where}${detail}`, code);
}

function kindOf(
  { code = "", syscall }: NodeJS.ErrnoException,
  stage: Stage,
): keyof typeof WORDS | Extract<FailureKind, "too-large"> {
  if (code === "HPE_HEADER_OVERFLOW") return "too-large";
  if (REFUSED.has(code)) return "refused";
  if (code === "ETIMEDOUT") return "timeout";
  if (stage === "connecting") return UNREACHABLE.has(code) ? "unreachable" : "reset";
  // Without a system call behind it, it is Node's word for a connection that was closed in good order.
  const reset = RESET.has(code) && syscall !== undefined;
  if (stage === "securing") return reset ? "reset" : "tls";
  if (reset) return "reset";
  if (code.startsWith("HPE_")) return code === "HPE_INVALID_EOF_STATE" ? "cut-short" : "malformed";
  if (code.startsWith("ERR_SSL") || code === "EPROTO") return "tls";
  return stage === "answering" ? "cut-short" : "empty-reply";
}

/** The words for a time that was over. */
export function timedOut(stage: Stage, where: string): OutboundFailure {
  const what = stage === "connecting" ? "the time was over before there was a connection to" : WORDS.timeout;
  return fail("timeout", `${what} ${where}`, "ETIMEDOUT");
}
