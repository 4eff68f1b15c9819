import type { Request } from "../../src/http/call.ts";
import { readBodyMembers } from "./body.ts";
import { readPairs } from "./pairs.ts";

/** What a request says, from its query and its body: names in lower case, values as they came. */
export type Parameters = ReadonlyMap<string, unknown>;

const NONE: Parameters = new Map();

/** Query and body as one; a name in both has the body's value (`merge-order`). Refuses a body that cannot be read. */
export function readParameters(request: Request): Parameters {
  if (request.query === "" && request.body.length === 0) return NONE;
  const parameters = new Map<string, unknown>();
  readPairs(request.query, parameters);
  readBodyMembers(request, parameters);
  return parameters;
}
