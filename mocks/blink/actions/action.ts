import type { Outside } from "../../../src/http/errands/outside.ts";
import type { AttributeValue, Signing } from "../state/connections.ts";
import type { About } from "./about.ts";

/** A connection as a test or a step uses it; see `docs/products/blink.md#from-connection-to-request`. */
export interface ResolvedConnection {
  /** What workflows call it by. */
  readonly name: string;
  /** The name of its type, such as `passwordstate`. */
  readonly type: string;
  /** Its `creation_method`. */
  readonly method: string;
  /** By name, secrets included; `${product.url}` in an address is resolved. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly signing: Signing;
  /** Where the vendor's API is, resolved; absent when no attribute says so. */
  readonly address: string | undefined;
  /** The values of its secret attributes: no message may show one. */
  readonly secrets: readonly string[];
}

/** What an action works with. */
export interface ActionWork {
  /** What the step gives, its expressions replaced already. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly connection: ResolvedConnection | undefined;
  readonly outside: Outside;
}

/** What came of an action: what goes wrong at the other end, or in the inputs, is told and never thrown. */
export type ActionOutcome =
  | { readonly kind: "done"; readonly output: unknown }
  /** `message` is for people and shows no secret; `code` as `docs/products/blink.md#action-failures` says. */
  | { readonly kind: "failed"; readonly message: string; readonly code: string };

/** What a step of a workflow can do that reaches out; see `docs/products/blink.md#actions`. */
export interface Action {
  /** `<service>.<name>`, as workflows name it. */
  readonly id: string;
  /** Whether a step of it names a connection. */
  readonly connection: "none" | "optional" | "required";
  readonly about: About;
  /** Rejects only when `outside.signal` is aborted. */
  run(work: ActionWork): Promise<ActionOutcome>;
}
