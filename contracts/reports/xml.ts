/** An element as text, ready to stand in another. */
export interface XmlElement {
  readonly text: string;
}

/** An element with its attributes, and elements or text in it. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string | readonly XmlElement[] = "",
): XmlElement {
  const head = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(String(value))}"`),
  ];
  const inside = typeof content === "string" ? escapeText(content) : indent(content);
  return { text: inside === "" ? `<${head.join(" ")}/>` : `<${head.join(" ")}>${inside}</${name}>` };
}

function indent(elements: readonly XmlElement[]): string {
  // Not deeper: text that has several lines must not get blanks into them.
  return elements.length === 0 ? "" : `\n${elements.map(({ text }) => text).join("\n")}\n`;
}

function escapeText(text: string): string {
  return showForbidden(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeAttribute(text: string): string {
  // A reader would make blanks of these.
  return escapeText(text)
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\t", "&#9;");
}

/** XML 1.0 has no way to write most control characters, half of a surrogate pair, U+FFFE and U+FFFF: they are shown as `\u001b`. */
function showForbidden(text: string): string {
  return text.replace(
    /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
