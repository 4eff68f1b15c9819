import { type Expression, ExpressionProblem, readExpression } from "./read-expression.ts";

/** What expressions can name, by the first word of a path: `inputs`, `steps`, `variables`, `event`, `metadata`. */
export type Scope = Readonly<Record<string, unknown>>;

const DEEPEST = 50;
/** How many characters the texts of one value may come to. */
const LARGEST = 1_000_000;

/**
 * A value with each `{{ … }}` in its texts replaced. A text that is one expression and nothing else becomes what that gives; within a
 * longer text that is written as text (`expression-values`). Throws an `ExpressionProblem`.
 */
export function fill(value: unknown, scope: Scope): unknown {
  let left = LARGEST;
  const spend = (characters: number) => {
    left -= characters;
    if (left < 0) throw new ExpressionProblem(`What the expressions give is larger than ${LARGEST} characters.`);
  };
  const fillText = (text: string): unknown => {
    const parts = splitTemplate(text);
    const [first] = parts;
    if (first?.kind === "expression" && parts.length === 1) {
      const given = follow(readExpression(first.text), scope);
      spend(toText(given).length);
      return given;
    }
    let filled = "";
    for (const part of parts) {
      const piece = part.kind === "text" ? part.text : toText(follow(readExpression(part.text), scope));
      spend(piece.length);
      filled += piece;
    }
    return filled;
  };
  const walk = (one: unknown, depth: number): unknown => {
    if (depth > DEEPEST) throw new ExpressionProblem(`A value is nested deeper than ${DEEPEST} levels.`);
    if (typeof one === "string") return fillText(one);
    if (Array.isArray(one)) return one.map((element) => walk(element, depth + 1));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, member]) => [name, walk(member, depth + 1)]));
  };
  return walk(value, 0);
}

interface Part {
  readonly kind: "text" | "expression";
  readonly text: string;
}

/** A text cut at its expressions. What is opened and never closed is text; space around a lone expression is dropped. */
function splitTemplate(text: string): Part[] {
  const trimmed = text.trim();
  const isLone = trimmed.startsWith("{{") && trimmed.indexOf("}}") === trimmed.length - 2;
  const source = isLone ? trimmed : text;
  const parts: Part[] = [];
  let at = 0;
  for (;;) {
    const open = source.indexOf("{{", at);
    const close = open < 0 ? -1 : source.indexOf("}}", open + 2);
    const rest = close < 0 ? source.slice(at) : source.slice(at, open);
    if (rest !== "") parts.push({ kind: "text", text: rest });
    if (close < 0) return parts;
    parts.push({ kind: "expression", text: source.slice(open + 2, close) });
    at = close + 2;
  }
}

function follow(expression: Expression, scope: Scope): unknown {
  if (expression.kind === "value") return expression.value;
  const { root, members } = expression;
  if (!Object.hasOwn(scope, root)) {
    const known = Object.keys(scope).join(", ");
    throw new ExpressionProblem(`An expression names '${root.slice(0, 60)}'; there are ${known}.`);
  }
  let value = scope[root];
  for (const member of members) value = memberOf(value, member);
  return value ?? null;
}

/** A value's own member: nothing that it inherits, and nothing of a text or a number. */
function memberOf(value: unknown, member: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) return undefined;
  if (Array.isArray(value) && typeof member !== "number") return undefined;
  return (value as Record<string | number, unknown>)[member];
}

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
