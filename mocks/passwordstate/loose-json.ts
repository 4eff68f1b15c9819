import JSON5 from "json5";

/** Strings, which may lack their end, and comments, whose quotes begin none. */
const TOKENS = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\/\*.*?(?:\*\/|$)|\/\/[^\n\r]*/gs;

/**
 * JSON as Json.NET takes it: single quotes, names without quotes, comments, and line breaks in strings, which clients that put
 * their JSON together by hand send. An escape that it does not know is an error, and no letter of its own. Throws a
 * `SyntaxError` on what it would not take. See `docs/products/passwordstate.md#transport`.
 */
export function parseLooseJson(text: string): unknown {
  return JSON5.parse(text.replace(TOKENS, (token) => (token.startsWith("/") ? token : readString(token))));
}

function readString(token: string): string {
  return token.replace(/\\(.)|[\n\r]/gs, (found, escaped: string | undefined) => {
    if (escaped === undefined) return found === "\n" ? "\\n" : "\\r";
    if (!"bfnrtu/\\'\"".includes(escaped)) throw new SyntaxError(`\\${escaped} is no escape of a string`);
    return found;
  });
}
