import type { FieldTypes } from "./fields.ts";
import { QueryProblem } from "./query.ts";
import { shorten } from "./values.ts";

/** What is said of a field that rows do not have, or show and cannot be asked by (`bad-query`); `where` names the query's member. */
export function unknownField(where: string, field: string, types: FieldTypes): QueryProblem {
  const known = [...types.keys()].join(", ");
  return new QueryProblem(
    `${where} names the field '${shorten(field)}', which cannot be asked for; there are ${known}.`,
  );
}
