/** Where a form attribute is entered; see `docs/products/blink.md#connection-types`. */
export const FIELD_TYPES = ["input", "checkbox", "dropdown", "textarea"] as const;

/** What may be entered into an `input`. */
export const INPUT_TYPES = ["text", "password", "email", "number", "url"] as const;

/** One attribute of a connection's form. */
export interface FormAttribute {
  /** The key in a connection's attributes; also what the form shows. */
  readonly name: string;
  readonly description: string;
  readonly placeholder: string;
  readonly default_value: string;
  readonly required: boolean;
  readonly field_type: (typeof FIELD_TYPES)[number];
  /** A `password` is a secret: reads do not show it. */
  readonly input_type: (typeof INPUT_TYPES)[number];
  /** What may be chosen; anything when empty. */
  readonly options: readonly string[];
  readonly pattern: string;
}

/** Whether an attribute is a secret: reads do not show it. */
export function isSecret({ input_type }: Pick<FormAttribute, "input_type">): boolean {
  return input_type === "password";
}

/** How a connection's attributes sign a request; see `docs/products/blink.md#from-connection-to-request`. */
export type Signing =
  | { readonly kind: "header"; readonly header: string; readonly attribute: string }
  | { readonly kind: "basic"; readonly username: string; readonly password: string }
  | { readonly kind: "bearer"; readonly attribute: string }
  /** Up to three pairs of attributes, a header's name and its value. */
  | { readonly kind: "headers"; readonly pairs: readonly (readonly [name: string, value: string])[] }
  /** Signed in at the vendor's page: cannot be tested. */
  | { readonly kind: "oauth" }
  | { readonly kind: "unknown" };

/** One way to connect to a vendor. */
export interface ConnectionMethod {
  /** `creation_method` of a connection made so. */
  readonly name: string;
  readonly display_name: string;
  readonly attributes: readonly FormAttribute[];
  readonly signing: Signing;
  /** The attribute that holds the vendor's address; absent when the vendor's address is fixed. */
  readonly address: string | undefined;
  /** What a test reads, below the address; absent where a test has nothing to ask for. */
  readonly test_path: string | undefined;
}

/** A kind of connection: a vendor, or plain HTTP. */
export interface ConnectionTypeRow {
  readonly seq: number;
  readonly id: string;
  /** What workflows name it by, such as `passwordstate`. */
  readonly name: string;
  readonly display_name: string;
  readonly plugin_name: string;
  /** The recommended one first. */
  readonly methods: readonly ConnectionMethod[];
  /** Whether every installation has it; such a one cannot be deleted. */
  readonly built_in: boolean;
}

/** What an attribute of a connection may hold. */
export type AttributeValue = string | number | boolean;

/** A connection; see `docs/products/blink.md#connection-shape`. */
export interface ConnectionRow {
  readonly seq: number;
  readonly id: string;
  readonly workspace_id: string;
  readonly name: string;
  readonly description: string;
  readonly connection_type_id: string;
  readonly creation_method: string;
  readonly creation_location: string;
  readonly created_with_o_auth: boolean;
  /** By the attribute's name, secrets included. An address may be `${product.url}`: it is resolved when it is used. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Where its credentials are kept; Blink's own store when empty. */
  readonly secret_manager: string;
  readonly status: string;
  readonly tags: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly created_at: number;
  readonly created_by: string;
  readonly updated_at: number;
  readonly updated_by: string;
}

/** A connection lent to another workspace. */
export interface ConnectionShareRow {
  readonly seq: number;
  readonly connection_id: string;
  readonly workspace_id: string;
}
