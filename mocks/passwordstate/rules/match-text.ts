import type { Sandbox } from "../../../src/engine/sandbox.ts";
import { choiceOf } from "../choice.ts";

/** Whether a text satisfies a criterion. */
export type TextTest = (text: string) => boolean;

/** Part of a text whatever its case; in double quotes all of it (`exact-case`). See `docs/products/passwordstate.md#search`. */
export function matchText({ sandbox }: { readonly sandbox: Sandbox }, wanted: string): TextTest {
  const quoted = wanted.length > 1 && wanted.startsWith('"') && wanted.endsWith('"');
  if (!quoted && wanted !== "") {
    const part = wanted.toLowerCase();
    return (text) => text.toLowerCase().includes(part);
  }
  const whole = quoted ? wanted.slice(1, -1) : wanted;
  if (choiceOf(sandbox, "exact-case") === "matters") return (text) => text === whole;
  const lower = whole.toLowerCase();
  return (text) => text.toLowerCase() === lower;
}
