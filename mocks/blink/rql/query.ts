/** The operators of a filter; see `docs/products/blink.md#query-language`. */
export const OPERATORS = ["$eq", "$neq", "$gt", "$lt", "$gte", "$lte", "$like"] as const;

/** An operator of a filter. */
export type Operator = (typeof OPERATORS)[number];

/** What a field is compared with; null asks whether there is a value at all (`query-null`). */
export type Operand = string | number | boolean | null;

/** One comparison of a field. */
export interface Comparison {
  readonly kind: "compare";
  readonly field: string;
  readonly operator: Operator;
  readonly operand: Operand;
}

/** What a row must be: `all` of nothing is every row, `any` of nothing none. */
export type Condition = Comparison | { readonly kind: "all" | "any"; readonly of: readonly Condition[] };

/** One field to sort by. */
export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

/** A query, once read. */
export interface Query {
  readonly offset: number;
  readonly limit: number;
  readonly sort: readonly SortKey[];
  /** The members that replies show; all of them when absent. */
  readonly select: readonly string[] | undefined;
  readonly filter: Condition;
  /** Whether texts are compared without their case. */
  readonly ignoreCase: boolean;
  readonly search: { readonly text: string; readonly fields: readonly string[] } | undefined;
}

/** What a query may hold at most: what lies beyond is refused, so that no query costs more than a walk over the rows. */
export const BOUNDS = {
  text: 16_384,
  conditions: 200,
  depth: 8,
  sort: 10,
  select: 100,
  pattern: 256,
  limit: 1000,
} as const;

/** A query that cannot be read, in words that say what to change. */
export class QueryProblem extends Error {
  override readonly name = "QueryProblem";
}
