import type { Reply } from "../../src/http/reply.ts";
import type { Visit } from "./access.ts";
import { choiceOf } from "./choice.ts";
import { type Equalities, equalitiesOf } from "./rql/equalities.ts";
import { type Fields, type FieldType, type FieldValue, typesOf } from "./rql/fields.ts";
import { QueryProblem } from "./rql/query.ts";
import { type QueryRules, readQuery } from "./rql/read-query.ts";
import { runQuery } from "./rql/run-query.ts";
import type { BlinkState } from "./state.ts";
import { BlinkRefusal, json } from "./wire.ts";

/** How a kind of rows is listed: what it can be asked by, and what a row looks like. */
export interface Listing<Row> {
  readonly fields: Fields<Row>;
  /** Those that other rows tell, such as the name of a row's type. */
  readonly derived?: Readonly<Record<string, DerivedField<Row>>>;
  /** Members that are shown and cannot be asked for; `select` may name them too. */
  readonly others: readonly string[];
  toJson(visit: Visit, row: Row): Readonly<Record<string, unknown>>;
}

interface DerivedField<Row> {
  readonly type: FieldType;
  read(row: Row, state: BlinkState): FieldValue;
}

const rulesOf = new WeakMap<object, Pick<QueryRules, "types" | "members">>();

/**
 * One page of rows, as `q` asks for it; see `docs/products/blink.md#query-language`. Where there are many, `rows` finds those that may be
 * asked for by what the query says that some of their fields equal.
 */
export function listRows<Row>(
  visit: Visit & { readonly query: ReadonlyMap<string, string> },
  listing: Listing<Row>,
  rows: Iterable<Row> | ((equal: Equalities) => Iterable<Row>),
): Reply {
  const { sandbox } = visit;
  const query = orRefuse(() =>
    readQuery(visit.query.get("q"), {
      ...knownOf(listing),
      defaultLimit: Number(choiceOf(sandbox, "default-limit")),
      clamps: choiceOf(sandbox, "limit-above-maximum") === "taken for 1000",
    }),
  );
  const candidates = typeof rows === "function" ? rows(equalitiesOf(query)) : rows;
  const found = runQuery(candidates, fieldsIn(visit, listing), query, choiceOf(sandbox, "like-pattern") === "part");
  const results = found.rows.map((row) => pick(listing.toJson(visit, row), query.select));
  return json(200, { limit: query.limit, offset: query.offset, total: found.total, results });
}

/** All fields of a listing as a sandbox has them. */
function fieldsIn<Row>({ state }: Visit, { fields, derived }: Listing<Row>): Fields<Row> {
  if (!derived) return fields;
  const bound = Object.entries(derived).map(([name, { type, read }]) => {
    return [name, { type, read: (row: Row) => read(row, state) }] as const;
  });
  return { ...fields, ...Object.fromEntries(bound) };
}

function knownOf<Row>({ fields, derived = {}, others }: Listing<Row>): Pick<QueryRules, "types" | "members"> {
  const known = rulesOf.get(fields);
  if (known) return known;
  const types = new Map([...typesOf(fields), ...typesOf(derived)]);
  const rules = { types, members: new Set([...types.keys(), ...others]) };
  rulesOf.set(fields, rules);
  return rules;
}

/** `bad-query`. */
function orRefuse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    throw new BlinkRefusal(400, "Can not parse query", { rule: error.message });
  }
}

function pick(row: Readonly<Record<string, unknown>>, members: readonly string[] | undefined): object {
  if (!members) return row;
  return Object.fromEntries(members.map((name) => [name, row[name]]));
}
