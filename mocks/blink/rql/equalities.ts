import type { Condition, Operand, Query } from "./query.ts";

/** What a query demands that fields equal, by their names: every row that it finds has these values. */
export type Equalities = ReadonlyMap<string, Operand>;

/** What a query's rows all have in common; nothing where it does not look at case. */
export function equalitiesOf({ filter, ignoreCase }: Query): Equalities {
  const equal = new Map<string, Operand>();
  if (!ignoreCase) collect(filter, equal);
  return equal;
}

function collect(condition: Condition, equal: Map<string, Operand>): void {
  if (condition.kind === "compare") {
    if (condition.operator === "$eq") equal.set(condition.field, condition.operand);
  } else if (condition.kind === "all") for (const one of condition.of) collect(one, equal);
}
