import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Fields } from "../../mocks/blink/rql/fields.ts";
import { typesOf } from "../../mocks/blink/rql/fields.ts";
import { likePattern } from "../../mocks/blink/rql/like.ts";
import { OPERATORS, QueryProblem } from "../../mocks/blink/rql/query.ts";
import { readQuery } from "../../mocks/blink/rql/read-query.ts";
import { runQuery } from "../../mocks/blink/rql/run-query.ts";
import { startBlink } from "./start-blink.ts";

interface Row {
  readonly name: string;
  readonly size: number | undefined;
  readonly at: number;
  readonly active: boolean;
  readonly tags: readonly string[];
}

const fields: Fields<Row> = {
  name: { type: "text", read: (row) => row.name },
  size: { type: "number", read: (row) => row.size },
  at: { type: "instant", read: (row) => row.at },
  active: { type: "flag", read: (row) => row.active },
  tags: { type: "texts", read: (row) => row.tags },
};

const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
const rows: readonly Row[] = [
  { name: "Amber", size: 1, at: day("2026-01-01"), active: true, tags: ["prod", "eu"] },
  { name: "basalt", size: 3, at: day("2026-02-01"), active: false, tags: [] },
  { name: "Basalt", size: undefined, at: day("2026-03-01"), active: true, tags: ["Prod"] },
  { name: "100%_x", size: 2, at: day("2026-04-01"), active: false, tags: ["us"] },
];
const rules = { types: typesOf(fields), members: new Set(Object.keys(fields)), defaultLimit: 1000, clamps: false };

function ask(q: object, contains = false): string[] {
  return runQuery(rows, fields, readQuery(JSON.stringify(q), rules), contains).rows.map(({ name }) => name);
}

test.each<[filter: object, names: string[]]>([
  [{}, ["Amber", "basalt", "Basalt", "100%_x"]],
  [{ name: "basalt" }, ["basalt"]],
  [{ name: { $eq: "Amber" } }, ["Amber"]],
  [{ name: { $neq: "Amber" } }, ["basalt", "Basalt", "100%_x"]],
  [{ size: { $gt: 1, $lt: 3 } }, ["100%_x"]],
  [{ size: { $gte: 1, $lte: 3 } }, ["Amber", "basalt", "100%_x"]],
  [{ size: { $neq: 1 } }, ["basalt", "100%_x"]],
  [{ size: null }, ["Basalt"]],
  [{ size: { $neq: null } }, ["Amber", "basalt", "100%_x"]],
  [{ name: { $gt: "Basalt" } }, ["basalt"]],
  [{ at: { $gte: day("2026-03-01") } }, ["Basalt", "100%_x"]],
  [{ at: { $lt: "2026-02-01T00:00:00Z" } }, ["Amber"]],
  [{ active: true }, ["Amber", "Basalt"]],
  [{ active: { $neq: true } }, ["basalt", "100%_x"]],
  [{ tags: "prod" }, ["Amber"]],
  [{ tags: { $like: "%ro%" } }, ["Amber", "Basalt"]],
  [{ tags: { $neq: "us" } }, ["Amber", "basalt", "Basalt"]],
  [{ name: { $like: "_asalt" } }, ["basalt", "Basalt"]],
  [{ name: { $like: "%a%" } }, ["basalt", "Basalt"]],
  [{ name: { $like: "asal" } }, []],
  [{ name: { $like: "100\\%\\_%" } }, ["100%_x"]],
  [{ $or: [{ name: "Amber" }, { size: { $gte: 3 } }] }, ["Amber", "basalt"]],
  [{ active: true, $or: [{ name: "basalt" }, { tags: "prod" }] }, ["Amber"]],
  [{ $or: [{ $or: [{ name: "Amber" }] }, { name: { $like: "1%" }, active: false }] }, ["Amber", "100%_x"]],
])("the filter %j finds %j", (filter, names) => {
  expect(ask({ filter })).toEqual(names);
});

test.each<[query: object, names: string[]]>([
  [{ sort: ["name"] }, ["100%_x", "Amber", "Basalt", "basalt"]],
  [{ sort: ["-size"] }, ["basalt", "100%_x", "Amber", "Basalt"]],
  [{ sort: ["+size"] }, ["Basalt", "Amber", "100%_x", "basalt"]],
  [{ sort: ["active", "-at"] }, ["100%_x", "basalt", "Basalt", "Amber"]],
  [{ limit: 2 }, ["Amber", "basalt"]],
  [{ offset: 3 }, ["100%_x"]],
  [{ offset: 4, limit: 1 }, []],
  [{ ci: true, filter: { name: "BASALT" } }, ["basalt", "Basalt"]],
  [{ ci: true, filter: { tags: { $like: "PRO%" } } }, ["Amber", "Basalt"]],
  [{ search: { text: "PROD" } }, ["Amber", "Basalt"]],
  [{ search: { text: "ba", fields: ["name"] }, filter: { active: true } }, ["Basalt"]],
])("the query %j gives %j in this order", (query, names) => {
  expect(ask(query)).toEqual(names);
});

test("a pattern without wildcards can be made to match a part of a text", () => {
  expect(ask({ filter: { name: { $like: "asal" } } }, true)).toEqual(["basalt", "Basalt"]);
});

test.each([
  ["{", "q is not JSON."],
  ["[]", "q is not a JSON object."],
  ["7", "q is not a JSON object."],
  [`{"filter":{"x":"${"y".repeat(20_000)}"}}`, "q is longer than 16384 characters."],
  ['{"limits":1}', "q has no member 'limits'"],
  ['{"limit":0}', "limit must be a whole number from 1 to 1000."],
  ['{"limit":1001}', "limit must be a whole number from 1 to 1000."],
  ['{"limit":"5"}', "limit must be"],
  ['{"offset":-1}', "offset must be a whole number of 0 or more."],
  ['{"offset":1.5}', "offset must be"],
  ['{"sort":"name"}', "sort must be an array of texts."],
  ['{"sort":["-nope"]}', "sort names the field 'nope', which cannot be asked for; there are "],
  ['{"select":["__proto__"]}', "select names '__proto__'"],
  ['{"select":[1]}', "select must be an array of texts."],
  ['{"ci":1}', "ci must be true or false."],
  ['{"search":"x"}', "search must be an object"],
  ['{"search":{"text":"x","fields":["size"]}}', "search.fields names 'size', which is no text."],
  ['{"filter":[]}', "filter and each element of $or must be an object."],
  ['{"filter":{"nope":1}}', "filter names the field 'nope'"],
  ['{"filter":{"constructor":1}}', "filter names the field 'constructor'"],
  ['{"filter":{"name":{}}}', "filter asks nothing of 'name'."],
  ['{"filter":{"name":{"$in":["a"]}}}', "There is no operator '$in'"],
  ['{"filter":{"size":{"$like":"1%"}}}', 'can not apply op "$like" on field "size"'],
  ['{"filter":{"active":{"$gt":true}}}', 'can not apply op "$gt" on field "active"'],
  ['{"filter":{"size":"1"}}', "'size' is compared with a number."],
  ['{"filter":{"name":["a"]}}', "'name' is compared with a text."],
  ['{"filter":{"name":{"$gt":null}}}', "'name' is compared with a text."],
  ['{"filter":{"at":"yesterday"}}', "'at' is compared with a time"],
  ['{"filter":{"$or":{}}}', "$or must be an array of conditions."],
  ['{"filter":{"$or":[]}}', "$or must be an array of conditions."],
  [`{"filter":{"name":{"$like":"${"%a".repeat(200)}"}}}`, "is longer than 256 characters."],
  [`{"filter":{"$or":[${Array(101).fill('{"name":{"$eq":"a"}}').join(",")}]}}`, "more than 200 conditions."],
  [`{"filter":${'{"$or":['.repeat(9)}{"name":"a"}${"]}".repeat(9)}}`, "nested deeper than 8 levels."],
])("the query %s is refused in words", (text, words) => {
  expect(() => readQuery(text, rules)).toThrow(QueryProblem);
  expect(() => readQuery(text, rules)).toThrow(words);
});

/** Sometimes a query, sometimes next to one. */
const anyQuery = fc.record(
  {
    offset: fc.oneof(fc.nat(5), fc.anything()),
    limit: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.anything()),
    sort: fc.oneof(fc.array(fc.constantFrom("name", "-size", "+at", "x")), fc.anything()),
    filter: fc.oneof(
      fc.dictionary(
        fc.constantFrom("name", "size", "at", "active", "tags", "$or", "x"),
        fc.oneof(fc.dictionary(fc.constantFrom(...OPERATORS, "$x"), fc.anything()), fc.anything()),
      ),
      fc.anything(),
    ),
    ci: fc.oneof(fc.boolean(), fc.anything()),
  },
  { requiredKeys: [] },
);

test("whatever is asked, the answer is a page of the rows or a refusal in words", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyQuery.map((query) => JSON.stringify(query)),
        fc.string(),
      ),
      (text) => {
        try {
          const query = readQuery(text, rules);
          const found = runQuery(rows, fields, query);
          expect(found.rows.length).toBeLessThanOrEqual(Math.min(query.limit, found.total));
          expect(rows).toEqual(expect.arrayContaining([...found.rows]));
        } catch (error) {
          expect(error).toBeInstanceOf(QueryProblem);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("pages of any size put together are the whole list, in its order", () => {
  const many = Array.from({ length: 40 }, (_, at) => ({ ...(rows[at % 4] as Row), size: at % 7 }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 45 }), fc.constantFrom("size", "-size", "name"), (limit, key) => {
      const whole = runQuery(many, fields, readQuery(JSON.stringify({ sort: [key] }), rules)).rows;
      const paged: Row[] = [];
      for (let offset = 0; offset < many.length; offset += limit) {
        paged.push(...runQuery(many, fields, readQuery(JSON.stringify({ sort: [key], limit, offset }), rules)).rows);
      }
      expect(paged).toEqual(whole);
    }),
  );
});

test("a pattern matches what a plain backtracking reading of it matches", () => {
  const naive = (pattern: string, text: string): boolean => {
    if (pattern === "") return text === "";
    if (pattern[0] === "%") return naive(pattern.slice(1), text) || (text !== "" && naive(pattern, text.slice(1)));
    return text !== "" && (pattern[0] === "_" || pattern[0] === text[0]) && naive(pattern.slice(1), text.slice(1));
  };
  const letters = (set: string, maxLength: number) =>
    fc.array(fc.constantFrom(...set), { maxLength }).map((a) => a.join(""));
  fc.assert(
    fc.property(letters("ab%_", 7), letters("ab", 9), (pattern, text) => {
      expect(likePattern(pattern)(text)).toBe(naive(pattern, text));
    }),
    { numRuns: 3000 },
  );
});

test("a pattern that would keep a backtracking reader busy for ever is answered", () => {
  const like = likePattern(`${"%a".repeat(127)}%b`);
  expect(like("a".repeat(5000))).toBe(false);
  expect(like(`${"a".repeat(5000)}b`)).toBe(true);
});

test("a list over the wire is a page that says how it was asked for, and select shows members alone", async () => {
  const blink = await startBlink();
  const q = { filter: { tags: "prod" }, select: ["name", "type_name"], limit: 1 };
  expect((await blink.request("GET", "/connections", { q })).ok()).toEqual({
    ...{ limit: 1, offset: 0, total: 1, results: [{ name: "vault", type_name: "passwordstate" }] },
  });
  const sorted = await blink.request("GET", "/connections", { q: { sort: ["-created_at"], offset: 1, limit: 2 } });
  expect(sorted.ok()).toMatchObject({ total: 4, offset: 1, results: [{ name: "chatter" }, { name: "pmp" }] });
  const wrong = await blink.request("GET", "/connections", { q: { limit: 5000 } });
  expect(wrong.refused(400)).toMatchObject({
    ...{ message: "Can not parse query", details: "limit must be a whole number from 1 to 1000." },
  });
  const none = await blink.request("GET", "/connections", { q: { filter: { name: "no" } } });
  expect(none.ok()).toEqual({ limit: 1000, offset: 0, total: 0, results: [] });
  const lenient = await startBlink(undefined, {
    ...{ "limit-above-maximum": "taken for 1000", "like-pattern": "part", "default-limit": "25" },
  });
  const clamped = await lenient.request("GET", "/connections", {
    q: { limit: 5000, filter: { name: { $like: "aul" } } },
  });
  expect(clamped.ok()).toMatchObject({ limit: 1000, total: 1 });
  expect((await lenient.request("GET", "/connections")).ok()).toMatchObject({ limit: 25 });
});
