import type { Request } from "../../src/http/call.ts";
import { parseLooseJson } from "./loose-json.ts";
import { readPairs } from "./pairs.ts";
import { PasswordstateRefusal } from "./wire.ts";

/** How long a body may be to be read the loose way, in characters: that reader is slow, and whoever writes by hand writes little. */
const LONGEST_LOOSE = 1_000_000;

const decoder = new TextDecoder("utf-8");

/**
 * Adds a body's members under their lower-case names. JSON as Json.NET takes it, single quotes included, or a form; which of
 * the two it is, the text tells, since clients send either under any content type. See `docs/products/passwordstate.md#transport`.
 */
export function readBodyMembers({ body, headers }: Request, into: Map<string, unknown>): void {
  if (body.length === 0) return;
  const text = decoder.decode(body).trim();
  if (text === "") return;
  if (!text.startsWith("{") && headers["content-type"]?.toLowerCase().includes("form-urlencoded")) {
    readPairs(text, into);
    return;
  }
  for (const [name, value] of Object.entries(parseObject(text))) into.set(name.toLowerCase(), value);
}

function parseObject(text: string): object {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = parseLoosely(text);
  }
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return content;
  throw refuseBody("The request body is not an object.", "the body is JSON, but not an object with members");
}

function parseLoosely(text: string): unknown {
  if (text.length > LONGEST_LOOSE) {
    const why = `the body is not JSON, and too long to be read with single quotes (${text.length} characters)`;
    throw refuseBody("The request body cannot be parsed.", why);
  }
  try {
    return parseLooseJson(text);
  } catch {
    throw refuseBody("The request body cannot be parsed.", "the body is neither JSON nor a form");
  }
}

/** The status is `malformed-body`'s default; whoever knows the sandbox puts its choice in. */
function refuseBody(phrase: string, why: string): PasswordstateRefusal {
  return new PasswordstateRefusal(400, phrase, why);
}
