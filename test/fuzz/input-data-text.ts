import fc from "fast-check";
import { anyText, commonName } from "./any-text.ts";

/** Text that stands in a document as it is, such as a number that no program can hold. */
class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** How a document is spelled: as JSON, as Python prints a dictionary, or as JSON with single quotes. */
type Spelling = "json" | "python" | "single";

/** Values that no member is made for. */
export const wrongValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  commonName,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    "",
    " ",
    [],
    {},
    [[]],
    [null],
    [{}],
    "True",
    "None",
    "x".repeat(12_000),
  ),
  fc
    .constantFrom(
      "1e400",
      "-1e400",
      "9".repeat(400),
      "1".repeat(30),
      "0x10",
      "NaN",
      "Infinity",
      "None",
      "True",
      "undefined",
      "bare words",
      "'",
      '"',
      '"\\u00"',
      '"\\ud800"',
      '"<script>"',
      '"\\u003cscript>"',
      "[".repeat(70),
      "[".repeat(6000),
      '{"a":'.repeat(3000),
      "{__proto__:{x:1}}",
      '{"__proto__":{"ACCOUNTNAME":"x"}}',
      "",
    )
    .map((text) => new Raw(text)),
);

const spelling = fc.constantFrom<Spelling>("json", "json", "python", "single");
const junk = fc.constantFrom("", "", "", "", '"', "}", " x", "\u0000", "{}", "&A=1", "#", "'");

/** How the document is wrapped: as it should be, in the other casing, or wrongly. */
const wrapper = fc.constantFrom(
  ...new Array(10).fill((text: string) => `{"operation":{"Details":${text}}}`),
  ...new Array(3).fill((text: string) => `{'operation':{'details':${text}}}`),
  (text: string) => `{operation:{Details:${text}};}`,
  (text: string) => `{"operation":{"Details":[${text},${text}]}}`,
  (text: string) => `{"operation":{"Details":${text}`,
  (text: string) => `{"operation":${text}}`,
  (text: string) => `{"operation":{"Details":null,"details":${text}}}`,
  (text: string) => `{"operation":{"Details":${text},"Details":${text}}}`,
  (text: string) => `[{"operation":{"Details":${text}}}]`,
  (text: string) => text,
);

/** The document of `INPUT_DATA`, from the members that it is to have. */
export function documentOf(members: fc.Arbitrary<Readonly<Record<string, unknown>>>): fc.Arbitrary<string> {
  return fc
    .record({ members, spelling, junk, wrap: wrapper })
    .map((one) => `${one.wrap(spell(one.members, one.spelling))}${one.junk}`);
}

/** Members that are right but for one, two or none: that is of a wrong kind, absent, or known to nobody. */
export function almostRightMembers(
  right: Readonly<Record<string, unknown>>,
  names: readonly string[],
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const own = Object.keys(right);
  const change = fc.record({
    name: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...(own.length > 0 ? own : names)) },
      { weight: 1, arbitrary: fc.constantFrom(...names, "__proto__", "constructor", "toString") },
    ),
    value: fc.option(wrongValue, { freq: 5 }),
  });
  return fc.array(change, { maxLength: 2 }).map((changes) => {
    const members = new Map(Object.entries(right));
    for (const { name, value } of changes) {
      if (value === null) members.delete(name);
      else members.set(name, value);
    }
    return Object.fromEntries(members);
  });
}

function spell(value: unknown, as: Spelling): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => spell(item, as)).join(as === "python" ? ", " : ",")}]`;
  if (typeof value === "string") return quote(value, as);
  if (typeof value !== "object" || value === null) return spellWord(value, as);
  const members = Object.entries(value).map(([name, member]) => `${quote(name, as)}:${spell(member, as)}`);
  return `{${members.join(",")}}`;
}

function spellWord(value: unknown, as: Spelling): string {
  if (as !== "python") return JSON.stringify(value) ?? "null";
  if (value === true) return "True";
  if (value === false) return "False";
  return value === null || value === undefined ? "None" : String(value);
}

/** Python takes double quotes where there is a single one in the text. */
function quote(text: string, as: Spelling): string {
  const json = JSON.stringify(text);
  if (as === "json" || (as === "python" && text.includes("'"))) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
