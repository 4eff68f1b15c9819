import { z } from "zod";

// Clients send numbers as numbers or texts, booleans in any spelling: all are taken. An empty text was dropped before, since it means
// "not given". See `docs/products/pmp.md#request-format`.

/** Passwords may be keys and certificates: longer than other texts, in characters. */
export const LONGEST_PASSWORD = 1_000_000;

/** A text, from whatever has one. */
export function text(description: string, longest = 10_000) {
  return z
    .unknown()
    .transform((value, context): string => {
      const read = toText(value);
      if (read === undefined || read.length > longest) context.addIssue("expected a text");
      return read ?? "";
    })
    .meta({ type: "string", description });
}

/** A text that is one of these; case matters unless `anyCase` says otherwise. */
export function word<const Words extends readonly [string, ...string[]]>(
  words: Words,
  description: string,
  { anyCase = false } = {},
) {
  return z
    .unknown()
    .transform((value, context): Words[number] => {
      const read = toText(value);
      const found = words.find((one) => one === read || (anyCase && one.toLowerCase() === read?.toLowerCase()));
      if (found !== undefined) return found;
      context.addIssue(`expected one of ${words.join(", ")}`);
      return words[0];
    })
    .meta({ type: "string", enum: [...words], description });
}

/** A whole number that is not negative. */
export function count(description: string) {
  return z
    .unknown()
    .transform((value, context): number => {
      const number = /^\d{1,9}$/.test(toText(value)?.trim() ?? "") ? Number(value) : undefined;
      if (number === undefined) context.addIssue("expected a whole number");
      return number ?? 0;
    })
    .meta({ type: "integer", minimum: 0, description });
}

/** True or false, in any spelling. */
export function flag(description: string) {
  return z
    .unknown()
    .transform((value, context): boolean => {
      const said = toText(value)?.trim().toLowerCase();
      if (said !== "true" && said !== "false") context.addIssue("expected true or false");
      return said === "true";
    })
    .meta({ type: "boolean", description });
}

/** An array of what a schema takes; one alone is as good as an array of it. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).max(10_000));
}

/** Labels and values of custom fields; see `docs/products/pmp.md#custom-fields`. */
export function customFieldList(description: string) {
  // An empty value was dropped before: it clears the field.
  const value = z
    .unknown()
    .prefault("")
    .transform((given) => toText(given) ?? "")
    .meta({ type: "string" });
  return list(z.object({ CUSTOMLABEL: text("The field's label."), CUSTOMVALUE: value })).describe(description);
}

/** Text from a text, a number or a boolean; nothing from what has no text of its own. */
function toText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return String(value);
  return undefined;
}
