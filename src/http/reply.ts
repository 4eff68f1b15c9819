/** What a mock answers, in the product's own words. */
export interface Reply {
  /** 0 hangs up without an answer, as products do that drop a request. */
  readonly status: number;
  /** The HTTP/1.1 reason phrase; Node's own for the status when absent. */
  readonly phrase?: string;
  /** Text is sent as UTF-8. */
  readonly body?: string | Uint8Array;
  /** The content type; needed when there is a body. */
  readonly type?: string;
  /** Several values of a name go out as several headers. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Why this refuses the caller, in plain words for the journal; absent when it does not. */
  readonly reason?: string;
}

/**
 * Thrown by a mock's rules and access checks: the caller is refused, and nothing that the request did may stay. The mock's
 * wire turns it into the product's own answer.
 */
export class Refusal extends Error {
  override readonly name: string = "Refusal";
}
