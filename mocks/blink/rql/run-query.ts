import type { Fields, FieldValue } from "./fields.ts";
import { makeMatcher } from "./matcher.ts";
import type { Query, SortKey } from "./query.ts";

/** A page of rows, and how many there are in all. */
export interface Found<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** The rows that a query asks for, in its order; rows that it finds equal keep the order in which they came. */
export function runQuery<Row>(rows: Iterable<Row>, fields: Fields<Row>, query: Query, contains = false): Found<Row> {
  const matches = makeMatcher(query, fields, contains);
  const found: Row[] = [];
  for (const row of rows) if (matches(row)) found.push(row);
  const wanted = query.offset + query.limit;
  const sorted = query.sort.length === 0 ? found : sortRows(found, fields, query.sort, wanted);
  return { total: found.length, rows: sorted.slice(query.offset, query.offset + query.limit) };
}

/** Up to here it is quicker to keep the first ones in order than to sort all. */
const FEW = 200;

/** At least the first `wanted` rows, in order. */
function sortRows<Row>(rows: readonly Row[], fields: Fields<Row>, keys: readonly SortKey[], wanted: number): Row[] {
  // Each value is read once, and not at each comparison.
  const keyed = rows.map((row) => ({ row, values: keys.map(({ field }) => toSortable(fields[field]?.read(row))) }));
  const order = (a: (typeof keyed)[number], b: (typeof keyed)[number]) => {
    // Not by entries(): that would make an object for each comparison.
    for (let at = 0; at < keys.length; at += 1) {
      const way = compare(a.values[at], b.values[at]);
      if (way !== 0) return keys[at]?.descending ? -way : way;
    }
    return 0;
  };
  const isFew = wanted <= FEW && wanted * 4 < rows.length;
  return (isFew ? selectFirst(keyed, wanted, order) : keyed.sort(order)).map(({ row }) => row);
}

/** The first so many in order; those that are equal keep theirs. */
function selectFirst<Item>(items: readonly Item[], wanted: number, order: (a: Item, b: Item) => number): Item[] {
  const first: Item[] = [];
  for (const item of items) {
    const last = first.length === wanted ? first[wanted - 1] : undefined;
    if (last !== undefined && order(item, last) >= 0) continue;
    let low = 0;
    let high = first.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (order(first[middle] as Item, item) <= 0) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, item);
    if (first.length > wanted) first.pop();
  }
  return first;
}

function toSortable(value: FieldValue): string | number | boolean | undefined {
  return typeof value === "object" ? value.join(" ") : value;
}

/** Rows without a value come first (`query-null`). */
function compare(a: string | number | boolean | undefined, b: string | number | boolean | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  return a < b ? -1 : 1;
}
