/** What a mock asks of another system. */
export interface OutboundRequest {
  readonly method: string;
  /** `http:` or `https:`, without a user name or password in it. */
  readonly url: string;
  /** Beside these only `Host`, `Connection: close` and the body's length are sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as UTF-8. */
  readonly body?: string | Uint8Array;
  /** How long it may take from beginning to end, in milliseconds of wall time; 30 seconds when absent, ten minutes at most. */
  readonly timeoutMs?: number;
  /** The largest body taken, in bytes; 5 MiB when absent, 50 MiB at most. */
  readonly mostBytes?: number;
}

/** An answer, whatever its status: a redirect is one, and is not followed. */
interface OutboundAnswer {
  readonly kind: "answer";
  readonly status: number;
  readonly phrase: string;
  /** Names in lower case; the values of a repeated one are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came: not unpacked, not decoded. */
  readonly body: Uint8Array;
  /** Wall time from the call to the last byte, in milliseconds. */
  readonly milliseconds: number;
}

/**
 * Why there is no answer.
 *
 * | kind | what happened |
 * | --- | --- |
 * | `invalid` | the request cannot be sent as it is: its address, a header, a number |
 * | `unknown-host` | the sandbox's hosts table does not have the name: what a client of DNS sees as a failed look-up |
 * | `not-allowed` | fauxvault may not call that address |
 * | `refused` | nobody listens there |
 * | `unreachable` | there is no way there |
 * | `tls` | no trust or no handshake; `code` says why, as Node does |
 * | `timeout` | the time was over |
 * | `reset` | the other end reset the connection |
 * | `empty-reply` | the other end closed the connection without an answer |
 * | `cut-short` | the other end closed the connection in the middle of its answer |
 * | `malformed` | what came is not HTTP |
 * | `too-large` | its headers or its body are larger than is taken |
 * | `aborted` | whoever asked has gone, or its sandbox has |
 */
export type FailureKind =
  | "invalid"
  | "unknown-host"
  | "not-allowed"
  | "refused"
  | "unreachable"
  | "tls"
  | "timeout"
  | "reset"
  | "empty-reply"
  | "cut-short"
  | "malformed"
  | "too-large"
  | "aborted";

/** No answer, and why. */
export interface OutboundFailure {
  readonly kind: FailureKind;
  /** Node's or OpenSSL's code, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`, where there is one. */
  readonly code: string | undefined;
  /** In plain words, with the host and port; never with a path, a query or a header, which may hold secrets. */
  readonly message: string;
}

/** What came of a request: told apart by `kind`, never thrown. */
export type OutboundOutcome = OutboundAnswer | OutboundFailure;

/** A failure in words. */
export function fail(kind: FailureKind, message: string, code?: string): OutboundFailure {
  return { kind, code, message };
}
