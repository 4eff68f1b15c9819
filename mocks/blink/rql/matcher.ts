import type { Field, Fields, FieldValue } from "./fields.ts";
import { likePattern } from "./like.ts";
import type { Comparison, Condition, Operator, Query } from "./query.ts";

/** Whether a row is asked for. */
export type Matcher<Row> = (row: Row) => boolean;

type Scalar = string | number | boolean;

/** What a query asks of a row, made once for all rows. `contains`: whether a pattern may match in the middle of a text. */
export function makeMatcher<Row>(query: Query, fields: Fields<Row>, contains: boolean): Matcher<Row> {
  const fold = query.ignoreCase ? toLower : same;
  const filter = makeCondition(query.filter, fields, fold, contains);
  const { search } = query;
  if (!search) return filter;
  // A search is for people: it never looks at case.
  const text = search.text.toLowerCase();
  const searched = search.fields.flatMap((name) => fields[name] ?? []);
  return (row) =>
    filter(row) &&
    searched.some(({ read }) => scalarsOf(read(row)).some((one) => String(one).toLowerCase().includes(text)));
}

function makeCondition<Row>(
  condition: Condition,
  fields: Fields<Row>,
  fold: typeof same,
  contains: boolean,
): Matcher<Row> {
  if (condition.kind === "compare") return makeComparison(condition, fields[condition.field], fold, contains);
  const of = condition.of.map((one) => makeCondition(one, fields, fold, contains));
  return condition.kind === "all"
    ? (row) => of.every((matches) => matches(row))
    : (row) => of.some((matches) => matches(row));
}

function makeComparison<Row>(
  { operator, operand }: Comparison,
  field: Field<Row> | undefined,
  fold: typeof same,
  contains: boolean,
): Matcher<Row> {
  if (!field) return () => false;
  const { read } = field;
  if (operand === null) {
    const wantsNone = operator === "$eq";
    return (row) => (read(row) === undefined) === wantsNone;
  }
  if (operator === "$neq") {
    const isEqual = compareWith("$eq", fold(operand), contains);
    // What has no value is neither equal to another nor unequal (`query-null`).
    return (row) => {
      const value = read(row);
      return value !== undefined && !scalarsOf(value).some((one) => isEqual(fold(one)));
    };
  }
  const holds = compareWith(operator, fold(operand), contains);
  return (row) => scalarsOf(read(row)).some((one) => holds(fold(one)));
}

function compareWith(operator: Operator, operand: Scalar, contains: boolean): (value: Scalar) => boolean {
  if (operator === "$like") {
    const pattern = String(operand);
    const like = likePattern(contains && !/[%_]/.test(pattern) ? `%${pattern}%` : pattern);
    return (value) => like(String(value));
  }
  if (operator === "$gt") return (value) => value > operand;
  if (operator === "$gte") return (value) => value >= operand;
  if (operator === "$lt") return (value) => value < operand;
  if (operator === "$lte") return (value) => value <= operand;
  return (value) => value === operand;
}

function scalarsOf(value: FieldValue): readonly Scalar[] {
  if (value === undefined) return [];
  return typeof value === "object" ? value : [value];
}

function same(value: Scalar): Scalar {
  return value;
}

function toLower(value: Scalar): Scalar {
  return typeof value === "string" ? value.toLowerCase() : value;
}
