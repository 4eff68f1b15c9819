import type { FieldType, FieldTypes } from "./fields.ts";
import { BOUNDS, type Condition, OPERATORS, type Operand, type Operator, QueryProblem } from "./query.ts";
import { unknownField } from "./unknown-field.ts";
import { isObject, shorten } from "./values.ts";

const OF_ORDER: readonly Operator[] = ["$gt", "$lt", "$gte", "$lte"];
const OF_ANY: readonly Operator[] = ["$eq", "$neq"];

/** Which operators go with which type of field; see `docs/products/blink.md#query-language`. */
const FITTING: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: OPERATORS,
  texts: [...OF_ANY, "$like"],
  number: [...OF_ANY, ...OF_ORDER],
  instant: [...OF_ANY, ...OF_ORDER],
  flag: OF_ANY,
};

/** Reads a filter, in which members are joined by and, and the elements of `$or` by or. Throws a `QueryProblem`. */
export function readFilter(filter: unknown, types: FieldTypes): Condition {
  let left: number = BOUNDS.conditions;
  const count = () => {
    left -= 1;
    if (left < 0) throw new QueryProblem(`filter has more than ${BOUNDS.conditions} conditions.`);
  };
  const readObject = (value: unknown, depth: number): Condition => {
    if (!isObject(value)) throw new QueryProblem("filter and each element of $or must be an object.");
    if (depth > BOUNDS.depth) throw new QueryProblem(`filter is nested deeper than ${BOUNDS.depth} levels.`);
    const of = Object.entries(value).map(([name, wanted]): Condition => {
      count();
      return name === "$or" ? readOr(wanted, depth) : readField(name, wanted);
    });
    return { kind: "all", of };
  };
  const readOr = (value: unknown, depth: number): Condition => {
    if (!Array.isArray(value) || value.length === 0) throw new QueryProblem("$or must be an array of conditions.");
    return { kind: "any", of: value.map((one) => readObject(one, depth + 1)) };
  };
  const readField = (field: string, wanted: unknown): Condition => {
    const type = types.get(field);
    if (!type) throw unknownField("filter", field, types);
    if (!isObject(wanted)) return compare(field, type, "$eq", wanted);
    const of = Object.entries(wanted).map(([operator, operand]) => {
      count();
      return compare(field, type, toOperator(operator), operand);
    });
    if (of.length === 0) throw new QueryProblem(`filter asks nothing of '${field}'.`);
    return { kind: "all", of };
  };
  return readObject(filter, 1);
}

function toOperator(name: string): Operator {
  const known = OPERATORS.find((operator) => operator === name);
  if (known) return known;
  throw new QueryProblem(`There is no operator '${shorten(name)}'; there are ${OPERATORS.join(", ")} and $or.`);
}

function compare(field: string, type: FieldType, operator: Operator, value: unknown): Condition {
  if (!FITTING[type].includes(operator)) throw new QueryProblem(`can not apply op "${operator}" on field "${field}"`);
  return { kind: "compare", field, operator, operand: readOperand(field, type, operator, value) };
}

function readOperand(field: string, type: FieldType, operator: Operator, value: unknown): Operand {
  if (value === null && (operator === "$eq" || operator === "$neq")) return null;
  if (type === "flag" && typeof value === "boolean") return value;
  if ((type === "number" || type === "instant") && typeof value === "number") return value;
  if (type === "instant" && typeof value === "string") {
    const instant = /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(value) ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(instant)) return instant;
  }
  if ((type === "text" || type === "texts") && typeof value === "string") {
    if (operator !== "$like" || value.length <= BOUNDS.pattern) return value;
    throw new QueryProblem(`The pattern for '${field}' is longer than ${BOUNDS.pattern} characters.`);
  }
  throw new QueryProblem(`'${field}' is compared with ${EXPECTED[type]}.`);
}

const EXPECTED: Readonly<Record<FieldType, string>> = {
  text: "a text",
  texts: "a text",
  number: "a number",
  instant: "a time in milliseconds since 1970, or as 2026-03-01T09:00:00Z",
  flag: "true or false",
};
