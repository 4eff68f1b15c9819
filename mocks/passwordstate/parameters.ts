import type { Request } from "../../src/http/call.ts";
import { readBodyMembers } from "./body.ts";
import { readPairs } from "./pairs.ts";

/** What a request says, from its query and its body: names in lower case, values as they came. */
export type Parameters = ReadonlyMap<string, unknown>;

const NONE: Parameters = new Map();

/**
 * Query and body as one; a name in both has the body's value (`merge-order`). Refuses a body that cannot be read. What a GET asks
 * for stands in its query alone: clients send the body of an earlier write along. See `docs/products/passwordstate.md#transport`.
 */
export function readParameters(request: Request): Parameters {
  const readsBody = request.method !== "GET" && request.body.length > 0;
  if (request.query === "" && !readsBody) return NONE;
  const parameters = new Map<string, unknown>();
  readPairs(request.query, parameters);
  if (readsBody) readBodyMembers(request, parameters);
  return parameters;
}
