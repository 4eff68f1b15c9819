import fc from "fast-check";

/** Names that every object has: a look-up that does not ask whose they are finds them. */
export const commonName = fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty");

/** Text of all kinds, most of it special to somebody. */
export const anyText = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    "0",
    "1",
    "2",
    "-1",
    "101",
    "1e999",
    "NaN",
    "99999999999999999999",
    "true",
    "null",
    "\u0000",
    "../..",
    "'",
    '"',
  ),
  fc.constantFrom(
    "%",
    "%zz",
    "%00",
    "%C0%AF",
    "%ED%A0%80",
    "<a>",
    "\\Infra",
    "01/02/2026",
    "2026-02-30",
    "[object Object]",
    "ﬀ",
    "İ",
  ),
  commonName,
  fc.integer().map(String),
  fc.nat({ max: 3 }).map((times) => "x".repeat(1000 * times)),
);

/** Percent encoding that half a surrogate pair does not stop. */
export function escapeText(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

/** A segment, a name or a value as it stands in an address: escaped, or as it is. */
export const anyPiece = fc.oneof(
  { weight: 6, arbitrary: anyText.map(escapeText) },
  { weight: 2, arbitrary: anyText.map((text) => text.replace(/[^!-~]|[?#]/g, "")) },
  { weight: 1, arbitrary: anyText.map((text) => text.replace(/[\s?#]/g, "")) },
);

/** An id that is there, or one that is not. */
export const anyId = fc.constantFrom("1", "2", "3", "101", "102", "999");
