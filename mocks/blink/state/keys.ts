/** How many keys a user has at most at a time; see `docs/products/blink.md#key-rules`. */
export const MOST_KEYS = 5;

/** A personal API key, in force; see `docs/products/blink.md#personal-api-keys`. */
export interface ApiKeyRow {
  /** The order in which keys were made; never on the wire. */
  readonly seq: number;
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly description: string;
  readonly api_key: string;
  /** One of a user's keys is: the only one that can be rotated. */
  readonly is_default: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly created_at: number;
  /** Milliseconds since 1970 UTC; absent until the first use. */
  readonly last_used: number | undefined;
}

/** The value of a key that is no longer in force, kept to explain refusals. */
export interface RetiredKeyRow {
  readonly api_key: string;
  /** The key that had it; the row may be gone. */
  readonly key_id: string;
  /** How people know it: whose it was, and its name. */
  readonly name: string;
  readonly how: "rotated" | "deleted";
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}
