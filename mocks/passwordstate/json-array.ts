/** How much text is gathered before it becomes bytes, in characters. */
const PORTION = 65_536;

/**
 * A JSON array of items that are JSON text already. A long one comes as bytes: a hundred thousand records as one text would keep
 * millions of pieces alive until it is put together, and a million would be longer than a text can be.
 */
export function jsonArray(items: Iterable<string>): string | Uint8Array {
  const portions: Buffer[] = [];
  let text = "[";
  let comma = "";
  for (const item of items) {
    text += comma + item;
    comma = ",";
    if (text.length < PORTION) continue;
    portions.push(Buffer.from(text));
    text = "";
  }
  text += "]";
  if (portions.length === 0) return text;
  portions.push(Buffer.from(text));
  return Buffer.concat(portions);
}
