/** Percent decoding that lets through what is not valid: clients send `%` and stray `&` as they are. */
export function decodePart(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Hands over each pair of a query or a form, decoded; a name without `=` has an empty value, and an empty pair does no harm. */
export function forEachPair(text: string, take: (name: string, value: string) => void): void {
  if (text === "") return;
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const mark = pair.indexOf("=");
    if (mark === -1) take(decodePart(pair), "");
    else take(decodePart(pair.slice(0, mark)), decodePart(pair.slice(mark + 1)));
  }
}
