import type { FieldTypes } from "./fields.ts";
import { BOUNDS, type Condition, type Query, QueryProblem, type SortKey } from "./query.ts";
import { readFilter } from "./read-filter.ts";
import { unknownField } from "./unknown-field.ts";
import { isObject, shorten } from "./values.ts";

/** What a query is read against. */
export interface QueryRules {
  readonly types: FieldTypes;
  /** The members that `select` may name. */
  readonly members: ReadonlySet<string>;
  /** How many rows come when the query does not say. */
  readonly defaultLimit: number;
  /** Whether a limit above the maximum is taken for the maximum, and not refused. */
  readonly clamps: boolean;
}

const MEMBERS = ["offset", "limit", "sort", "select", "filter", "ci", "search"];
const EVERY_ROW: Condition = { kind: "all", of: [] };

/** Reads the parameter `q`; none at all is the first page. Throws a `QueryProblem`; see `docs/products/blink.md#query-language`. */
export function readQuery(text: string | undefined, rules: QueryRules): Query {
  const content = text === undefined || text.trim() === "" ? {} : parse(text);
  const unknown = Object.keys(content).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) {
    throw new QueryProblem(`q has no member '${shorten(unknown)}'; there are ${MEMBERS.join(", ")}.`);
  }
  const { filter } = content;
  return {
    offset: readOffset(content.offset),
    limit: readLimit(content.limit, rules),
    sort: readSort(content.sort, rules.types),
    select: readSelect(content.select, rules.members),
    filter: filter === undefined || filter === null ? EVERY_ROW : readFilter(filter, rules.types),
    ignoreCase: readFlag(content.ci),
    search: readSearch(content.search, rules.types),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  if (text.length > BOUNDS.text) throw new QueryProblem(`q is longer than ${BOUNDS.text} characters.`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new QueryProblem("q is not JSON.");
  }
  if (isObject(content)) return content;
  throw new QueryProblem("q is not a JSON object.");
}

function readOffset(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new QueryProblem("offset must be a whole number of 0 or more.");
}

function readLimit(value: unknown, { defaultLimit, clamps }: QueryRules): number {
  if (value === undefined) return defaultLimit;
  const isWhole = typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
  if (isWhole && value <= BOUNDS.limit) return value;
  if (isWhole && clamps) return BOUNDS.limit;
  throw new QueryProblem(`limit must be a whole number from 1 to ${BOUNDS.limit}.`);
}

function readSort(value: unknown, types: FieldTypes): SortKey[] {
  return readNames("sort", value, BOUNDS.sort).map((name) => {
    const field = /^[+-]/.test(name) ? name.slice(1) : name;
    if (types.has(field)) return { field, descending: name.startsWith("-") };
    if (field.startsWith(" ")) {
      throw new QueryProblem(
        "sort names a field with a space in front: write a + in an address as %2B, or leave it out.",
      );
    }
    throw unknownField("sort", field, types);
  });
}

function readSelect(value: unknown, members: ReadonlySet<string>): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const names = readNames("select", value, BOUNDS.select);
  const unknown = names.find((name) => !members.has(name));
  if (unknown !== undefined) throw new QueryProblem(`select names '${shorten(unknown)}', which there is not.`);
  return names.length === 0 ? undefined : names;
}

function readFlag(value: unknown): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw new QueryProblem("ci must be true or false.");
}

function readSearch(value: unknown, types: FieldTypes): Query["search"] {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value) || typeof value.text !== "string") {
    throw new QueryProblem("search must be an object with a text and, if you like, fields.");
  }
  if (value.text.length > BOUNDS.pattern)
    throw new QueryProblem(`search.text is longer than ${BOUNDS.pattern} characters.`);
  const isText = (name: string) => types.get(name) === "text" || types.get(name) === "texts";
  const fields = readNames("search.fields", value.fields, BOUNDS.select);
  const wrong = fields.find((name) => !isText(name));
  if (wrong !== undefined) throw new QueryProblem(`search.fields names '${shorten(wrong)}', which is no text.`);
  return { text: value.text, fields: fields.length > 0 ? fields : [...types.keys()].filter(isText) };
}

function readNames(member: string, value: unknown, most: number): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    if (value.length <= most) return value;
    throw new QueryProblem(`${member} has more than ${most} names.`);
  }
  throw new QueryProblem(`${member} must be an array of texts.`);
}
