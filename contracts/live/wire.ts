import { TargetError } from "./target-error.ts";

/** The members of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Longer than this is no sentence of a product, in characters. */
const LONGEST = 200;

/** What a target said of its refusal, to be put behind what was asked: on one line and short; nothing when it is no text. */
export function tellWord(said: readonly unknown[]): string {
  const text = said.filter((one) => typeof one === "string").join(": ");
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line === "" ? "" : ` (${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line})`;
}

/** An answer that no such product gives: of a proxy, of another server, of a server in trouble. */
export function strange({ address }: { readonly address: string }, what: string, status: number): TargetError {
  const ask = "Is this the address of such a product, and is it well?";
  return new TargetError(
    `${address} answers ${what} with status ${status}, in a form that is not the product's. ${ask}`,
  );
}

/** A text as JSON; undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isFields(content: unknown): content is Fields {
  return typeof content === "object" && content !== null && !Array.isArray(content);
}
