import type { Outside } from "../../../src/http/errands/outside.ts";
import type { OutboundRequest } from "../../../src/http/outbound/outcome.ts";
import { MASK } from "../rules/read-attributes.ts";
import type { ActionOutcome } from "./action.ts";
import { InputProblem } from "./read-inputs.ts";

/** An answer of 2xx, read. */
export interface VendorAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON body's value; any other body as text. */
  readonly body: unknown;
}

const LONGEST_MESSAGE = 1000;
/** Shorter values are in any text by chance. */
const SHORTEST_SECRET = 4;
const decoder = new TextDecoder("utf-8");

/** Sends what `prepare` asks for: 2xx is an output, anything else a failure with its body as its text; see `docs/products/blink.md#action-failures`. */
export async function callVendor(
  outside: Outside,
  prepare: () => { readonly request: OutboundRequest; readonly secrets: readonly string[] },
  toOutput: (answer: VendorAnswer) => unknown,
): Promise<ActionOutcome> {
  try {
    const { request, secrets } = prepare();
    const outcome = await outside.request(request);
    if (outcome.kind === "aborted") outside.signal.throwIfAborted();
    if (outcome.kind !== "answer") return failed(`The request was not answered: ${outcome.message}.`, outcome.kind);
    const { status, headers } = outcome;
    const text = decoder.decode(outcome.body);
    if (status >= 200 && status <= 299) {
      return { kind: "done", output: toOutput({ status, headers, body: readBody(text, headers["content-type"]) }) };
    }
    const told = hideSecrets(text.trim(), secrets).slice(0, LONGEST_MESSAGE);
    return failed(told === "" ? `The answer was ${status}.` : `The answer was ${status}: ${told}`, "1");
  } catch (error) {
    if (error instanceof InputProblem) return failed(error.message, "invalid");
    throw error;
  }
}

function failed(message: string, code: string): ActionOutcome {
  return { kind: "failed", message, code };
}

/** JSON where the answer says that it is, and can be read as such. */
function readBody(text: string, type = ""): unknown {
  if (!/\bjson\b/i.test(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A text of another system without the secrets that it was given, should it repeat them. */
function hideSecrets(text: string, secrets: readonly string[]): string {
  const wanted = secrets.filter(({ length }) => length >= SHORTEST_SECRET);
  return wanted.reduce((shown, secret) => {
    const written = JSON.stringify(secret).slice(1, -1);
    return shown.replaceAll(secret, MASK).replaceAll(written, MASK);
  }, text);
}
