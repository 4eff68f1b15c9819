/** Percent decoding that lets through what is not valid: clients send `%` and stray `&` as they are (`bad-percent-encoding`). */
function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** The pairs of a query or a form; a name without `=` has an empty value. The last of several wins. */
export function readPairs(text: string, into: Map<string, unknown>): void {
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const mark = pair.indexOf("=");
    const name = mark === -1 ? pair : pair.slice(0, mark);
    into.set(decode(name).toLowerCase(), mark === -1 ? "" : decode(pair.slice(mark + 1)));
  }
}
