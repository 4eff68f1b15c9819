/** Percent decoding that lets through what is not valid: clients send `%` as it is. */
export function decodePart(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** The pairs of a query or a form, names in their own case; the first of several wins. An empty pair does no harm. */
export function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  if (text === "") return pairs;
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const mark = pair.indexOf("=");
    const name = decodePart(mark === -1 ? pair : pair.slice(0, mark));
    if (!pairs.has(name)) pairs.set(name, mark === -1 ? "" : decodePart(pair.slice(mark + 1)));
  }
  return pairs;
}
