/** One step of a pattern: a character, any one of them, or any run of them. */
type Part = { readonly kind: "one"; readonly text: string } | { readonly kind: "any" | "run" };

/**
 * A pattern of `$like` as a test of texts: `%` is any run of characters, `_` any one, a backslash takes the next character for
 * itself (`like-pattern`). Never costs more than the text's length times the pattern's.
 */
export function likePattern(pattern: string): (text: string) => boolean {
  const parts = readParts(pattern);
  return (text) => matches(parts, [...text]);
}

function readParts(pattern: string): Part[] {
  const parts: Part[] = [];
  let literal = false;
  for (const character of pattern) {
    if (literal || !"%_\\".includes(character)) parts.push({ kind: "one", text: character });
    else if (character === "_") parts.push({ kind: "any" });
    else if (character === "%" && parts.at(-1)?.kind !== "run") parts.push({ kind: "run" });
    literal = character === "\\" && !literal;
  }
  // A backslash at the end has nothing to take, and stands for itself.
  if (literal) parts.push({ kind: "one", text: "\\" });
  return parts;
}

/** Goes back to the last run only, one character further each time: an earlier run never has to take more. */
function matches(parts: readonly Part[], text: readonly string[]): boolean {
  let at = 0;
  let part = 0;
  let run = -1;
  let from = 0;
  while (at < text.length) {
    const wanted = parts[part];
    if (wanted?.kind === "run") {
      run = part;
      from = at;
      part += 1;
    } else if (wanted && (wanted.kind === "any" || (wanted.kind === "one" && wanted.text === text[at]))) {
      at += 1;
      part += 1;
    } else if (run !== -1) {
      from += 1;
      at = from;
      part = run + 1;
    } else return false;
  }
  while (parts[part]?.kind === "run") part += 1;
  return part === parts.length;
}
