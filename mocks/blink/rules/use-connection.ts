import type { Outside } from "../../../src/http/errands/outside.ts";
import type { ResolvedConnection } from "../actions/action.ts";
import { type AttributeValue, type ConnectionMethod, type ConnectionRow, isSecret } from "../state/connections.ts";
import type { BlinkState } from "../state.ts";
import { findMethod } from "./connection-types.ts";
import type { Attributes } from "./read-attributes.ts";

/** What a connection is used by, as its rows say it: plain values, to be resolved once outside of a transaction. */
export interface UsableConnection {
  readonly name: string;
  readonly type: string;
  readonly method: ConnectionMethod;
  readonly attributes: Attributes;
}

/** What a stored connection is used by; nothing when its type or its method is gone. */
export function readConnection(state: BlinkState, row: ConnectionRow): UsableConnection | undefined {
  const type = state.connectionTypes.find("id", row.connection_type_id);
  const method = type && findMethod(type, row.creation_method);
  return type && method && { name: row.name, type: type.name, method, attributes: row.attributes };
}

/**
 * A connection ready for use: `${product.url}` in its addresses is the door of the sandbox that uses it. Other attributes stay as they
 * are, since a secret may look like anything.
 */
export function resolveConnection(
  { name, type, method, attributes }: UsableConnection,
  outside: Pick<Outside, "resolve">,
): ResolvedConnection {
  const entries = Object.entries(attributes).map(([key, value]): readonly [string, AttributeValue] => [
    key,
    isAddress(method, key) && typeof value === "string" ? outside.resolve(value) : value,
  ]);
  const resolved = Object.fromEntries(entries);
  const address = method.address === undefined ? undefined : resolved[method.address];
  return {
    ...{ name, type, method: method.name, attributes: resolved, signing: method.signing },
    address: address === undefined ? undefined : String(address),
    secrets: method.attributes.filter(isSecret).flatMap((one) => {
      const value = resolved[one.name];
      return value === undefined ? [] : [String(value)];
    }),
  };
}

function isAddress(method: ConnectionMethod, name: string): boolean {
  return name === method.address || method.attributes.some((one) => one.name === name && one.input_type === "url");
}
