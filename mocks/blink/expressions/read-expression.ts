/** What can be said between `{{` and `}}`: a value as it is, or a way to one. See `docs/products/blink.md#expressions`. */
export type Expression =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "path"; readonly root: string; readonly members: readonly (string | number)[] };

/** An expression that cannot be read or followed, in words that say what to change. */
export class ExpressionProblem extends Error {
  override readonly name = "ExpressionProblem";
}

const LONGEST = 500;
const MOST_MEMBERS = 32;
const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["nil", null],
]);
const MEMBER = /\.([A-Za-z_][A-Za-z0-9_-]*)|\[(\d{1,9})\]|\["([^"\\]*)"\]|\['([^'\\]*)'\]/y;

/** Reads one expression. Throws an `ExpressionProblem` for what is neither a value nor a path (`expressions`). */
export function readExpression(source: string): Expression {
  const text = source.trim();
  if (text.length > LONGEST) throw new ExpressionProblem(`An expression is longer than ${LONGEST} characters.`);
  if (NUMBER.test(text)) return { kind: "value", value: Number(text) };
  const word = WORDS.get(text);
  if (word !== undefined) return { kind: "value", value: word };
  const [, double, single] = /^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(text) ?? [];
  const literal = double ?? single;
  if (literal !== undefined) return { kind: "value", value: literal };
  return readPath(text);
}

function readPath(text: string): Expression {
  const [root] = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text) ?? [];
  if (root === undefined) throw unreadable(text);
  const members: (string | number)[] = [];
  MEMBER.lastIndex = root.length;
  while (MEMBER.lastIndex < text.length) {
    const [found, name, index, double, single] = MEMBER.exec(text) ?? [];
    if (found === undefined || members.length === MOST_MEMBERS) throw unreadable(text);
    members.push(index === undefined ? (name ?? double ?? single ?? "") : Number(index));
  }
  return { kind: "path", root, members };
}

function unreadable(text: string): ExpressionProblem {
  return new ExpressionProblem(`The expression '${text.slice(0, 80)}' is none that is faked: write a path or a value.`);
}
