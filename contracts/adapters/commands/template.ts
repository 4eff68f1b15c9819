/** What templates are filled from: `settings.address` is the member `address` of `settings`. */
export type TemplateValues = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const HOLE = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** The names in a text's holes: `settings.address` in `--url={{settings.address}}`. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(HOLE)].map(([, name = ""]) => name);
}

/** The text with its holes filled; what has no value leaves nothing. */
export function fill(text: string, values: TemplateValues): string {
  return text.replace(HOLE, (_, name: string) => lookUp(name, values) ?? "");
}

/** The text filled; undefined when it is nothing but one hole that has no value. */
export function fillWhole(text: string, values: TemplateValues): string | undefined {
  const [name, other] = namesIn(text);
  const isHole = name !== undefined && other === undefined && text.replace(HOLE, "") === "";
  return isHole ? lookUp(name, values) : fill(text, values);
}

/** The value behind a name; undefined when there is none. */
export function lookUp(name: string, values: TemplateValues): string | undefined {
  const [group = "", ...rest] = name.split(".");
  const value = values[group]?.[rest.join(".")];
  return value === undefined || value === null ? undefined : String(value);
}
