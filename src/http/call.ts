import type { IncomingHttpHeaders } from "node:http";
import type { Sandbox } from "../engine/sandbox.ts";

/** A request as it came, whole. */
export interface Request {
  readonly method: string;
  /** The path as written, still percent-encoded, without the sandbox's prefix and without the query. */
  readonly path: string;
  /** What stands behind the first `?`, undecoded; empty when there is none. */
  readonly query: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: IncomingHttpHeaders;
  /** Empty when there is none. */
  readonly body: Uint8Array;
  readonly secure: boolean;
}

/** Who makes a request. Access checks note whose credential it carried, for the journal. */
export interface Caller {
  /** The address that it calls from, IPv4 without the IPv6 wrapping. */
  readonly address: string;
  /** The host name that the listener stands for; absent on ordinary listeners. */
  readonly host: string | undefined;
  /** The credential's name as an administrator knows it, once known. */
  credential: string | undefined;
  /** Where the credential was: `header`, `query` or `body`. */
  carrier: string | undefined;
}

/** Everything an operation's handler may look at. */
export interface Call {
  readonly sandbox: Sandbox;
  readonly caller: Caller;
  readonly request: Request;
  /** What stood for each `:name` of the operation's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
}
