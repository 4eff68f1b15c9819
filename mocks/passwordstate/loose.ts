import { z } from "zod";

const LOWEST = -2_147_483_648;
const HIGHEST = 2_147_483_647;

// The product takes whatever can be read as what it wants: "38" for 38, "True" for true, 38 for "38". The schemas here do the same,
// and tell an OpenAPI reader the plain type. Null comes through, since creating and updating treat it differently. An empty text
// where a number or a boolean is wanted is as good as absent. See `docs/products/passwordstate.md#transport`.

/** A text of at most `limit` characters. */
export function looseText(description: string, limit?: number) {
  return z
    .unknown()
    .transform((value, context): string | null => {
      if (value === null) return null;
      const text = toText(value);
      if (text === undefined) context.addIssue("expected a text");
      else if (limit !== undefined && text.length > limit) {
        context.addIssue(`expected at most ${limit} characters, got ${text.length}`);
      }
      return text ?? "";
    })
    .meta({ type: "string", ...(limit === undefined ? {} : { maxLength: limit }), description });
}

/** A whole number of 32 bits. */
export function looseInteger(description: string) {
  return z
    .unknown()
    .transform((value, context): number | null | undefined => {
      if (value === null) return null;
      if (value === "") return undefined;
      const number = toInteger(value);
      if (number === undefined) context.addIssue("expected a whole number");
      return number;
    })
    .meta({ type: "integer", format: "int32", description });
}

/** A whole number of 32 bits that must be there. */
export function requiredInteger(description: string) {
  return z
    .unknown()
    .transform((value, context): number => {
      const number = toInteger(value);
      if (number === undefined) context.addIssue("expected a whole number; it is required");
      return number ?? 0;
    })
    .meta({ type: "integer", format: "int32", description });
}

/** A text that must be there and not be blank. */
export function requiredText(description: string, limit?: number) {
  return looseText(description, limit)
    .transform((text, context): string => {
      if (text === null || text.trim() === "") context.addIssue("expected a text that is not blank; it is required");
      return text ?? "";
    })
    .meta({ type: "string", minLength: 1, ...(limit === undefined ? {} : { maxLength: limit }), description });
}

/** True or false, in any case, or 1 and 0. */
export function looseBoolean(description: string) {
  return z
    .unknown()
    .transform((value, context): boolean | null | undefined => {
      if (value === null) return null;
      if (value === "") return undefined;
      const truth = toBoolean(value);
      if (truth === undefined) context.addIssue("expected true or false");
      return truth;
    })
    .meta({ type: "boolean", description });
}

/** Something that counts by being there, with or without a value. */
export function presence(description: string) {
  return z
    .unknown()
    .transform(() => true as const)
    .optional()
    .meta({ type: "string", description });
}

/** What every reading call takes beside its own parameters. */
export const readFlags = {
  PreventAuditing: looseBoolean("Whether no audit rows are written.").optional(),
  format: looseText("The reply's format; json is all there is.").optional(),
};

/** Text from a JSON string, number or boolean; nothing from what has no text of its own. */
export function toText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return String(value);
  return undefined;
}

function toInteger(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\s*[+-]?\d{1,10}\s*$/.test(value) ? Number(value) : value;
  const fits = typeof number === "number" && Number.isInteger(number) && number >= LOWEST && number <= HIGHEST;
  // No negative zero.
  return fits ? number + 0 : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = toText(value)?.trim().toLowerCase();
  if (word === "true" || word === "1") return true;
  return word === "false" || word === "0" ? false : undefined;
}
