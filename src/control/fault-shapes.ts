/** Who and what a fault meets; what is left out matches all. */
export interface FaultMatch {
  readonly product?: string | undefined;
  /** An operation's id, such as `passwords.get`. */
  readonly operation?: string | undefined;
  readonly method?: string | undefined;
  /** The path without the query; `*` stands for anything. */
  readonly path?: string | undefined;
  /** An address or a host name. */
  readonly caller?: string | undefined;
  /** Only the nth request that matches all else. */
  readonly nth?: number | undefined;
  /** By chance, from 0 to 1, by the sandbox's seed. */
  readonly probability?: number | undefined;
}

/** What a fault does to an answer, or instead of one. `ms` are milliseconds. */
export type FaultEffect =
  /** Answers late. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Sends the body in pieces of so many bytes (1), one every so many milliseconds. */
  | { readonly kind: "drip"; readonly ms: number; readonly bytes?: number | undefined }
  /** Never answers and keeps the connection open. */
  | { readonly kind: "hang" }
  /** Resets the TCP connection. */
  | { readonly kind: "reset" }
  /** Closes the connection without a byte. */
  | { readonly kind: "empty" }
  /** Answers with a status and a body of its own, such as a proxy's 503. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: string | undefined;
      readonly type?: string | undefined;
      readonly headers?: Record<string, string> | undefined;
    }
  /** Promises the whole body, sends its first bytes (10), closes the connection. */
  | { readonly kind: "truncate"; readonly bytes?: number | undefined }
  /** Sends a complete answer whose body is cut in half: broken JSON. */
  | { readonly kind: "malformed" }
  /** Sends the right body under another content type (`text/plain`). */
  | { readonly kind: "content-type"; readonly type?: string | undefined }
  /** Sends the client elsewhere. */
  | { readonly kind: "redirect"; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 | undefined }
  /** Answers 200 with an HTML login page, as proxies and portals do. */
  | { readonly kind: "html" }
  /** Lets the vault see a clock that is so many milliseconds off. */
  | { readonly kind: "skew"; readonly ms: number };

/** A fault as it is asked for. */
export interface NewFault {
  readonly effect: FaultEffect;
  readonly match?: FaultMatch | undefined;
  /** How often it strikes at most; without end when absent. */
  readonly times?: number | undefined;
  /** Whether the vault did what it was asked before the fault strikes (`after`) or not (`before`). */
  readonly when?: "before" | "after" | undefined;
}

/** A fault in a vault, with what became of it. */
export interface FaultInfo {
  readonly id: number;
  readonly effect: FaultEffect;
  readonly match: FaultMatch;
  readonly times: number | undefined;
  readonly when: "before" | "after";
  /** How many requests matched so far. */
  readonly seen: number;
  /** How often it struck so far. */
  readonly fired: number;
}
