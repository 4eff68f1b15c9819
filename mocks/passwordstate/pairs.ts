import { forEachPair } from "../../src/http/pairs.ts";

/** Puts the pairs of a query or a form into a map, names in lower case; the last of several wins (`bad-percent-encoding`). */
export function readPairs(text: string, into: Map<string, unknown>): void {
  forEachPair(text, (name, value) => void into.set(name.toLowerCase(), value));
}
