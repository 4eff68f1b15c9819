/** A request of the journal as it is shown: masked. */
export interface JournalView {
  readonly seq: number;
  /** The sandbox's time, ISO 8601. */
  readonly at: string;
  readonly sandbox: string;
  readonly product: string;
  readonly channel: string;
  readonly method: string;
  /** Path and query; the values of parameters that may hold secrets are `***`. */
  readonly target: string;
  readonly operation?: string;
  readonly caller: {
    readonly address: string;
    readonly host?: string;
    readonly credential?: string;
    readonly carrier?: string;
  };
  readonly agent?: string;
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly reason?: string;
  readonly faults: readonly { readonly id: number; readonly kind: string }[];
  readonly requestBytes: number;
  readonly replyBytes: number;
  readonly milliseconds: number;
}
