import { forEachPair } from "../../src/http/pairs.ts";

/** The pairs of a query or a form, names in their own case; the first of several wins. */
export function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  forEachPair(text, (name, value) => {
    if (!pairs.has(name)) pairs.set(name, value);
  });
  return pairs;
}
