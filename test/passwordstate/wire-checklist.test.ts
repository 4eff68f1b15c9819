import { expect, test } from "vitest";
import { type Asked, startVault } from "./start-vault.ts";
import { type WireRow, wireRows } from "./wire-rows.ts";
import { wireRowsOfLists } from "./wire-rows-of-lists.ts";

const carriers: Readonly<Record<string, (row: WireRow, key: string) => readonly [path: string, asked: Asked]>> = {
  header: (row, key) => [row.path, { key, ...bodyOf(row) }],
  // Row 25: with the key only in the query, or only in the body, the answer is the same.
  query: (row, key) => [`${row.path}${row.path.includes("?") ? "&" : "?"}apikey=${key}`, { key: "", ...bodyOf(row) }],
  body: (row, key) => {
    if (row.form) return [row.path, { key: "", ...bodyOf({ ...row, form: `${row.form}&apikey=${key}` }) }];
    return [row.path, { key: "", ...bodyOf({ ...row, json: { ...row.json, APIKey: key } }) }];
  },
};

function bodyOf({ json, form, headers = {} }: WireRow): Asked {
  if (form) return { headers, body: form, type: "application/x-www-form-urlencoded" };
  return json ? { headers, json } : { headers };
}

const cases = [...wireRows, ...wireRowsOfLists].flatMap((row) =>
  Object.keys(carriers).map((carrier) => ({ ...row, carrier })),
);

test.each(cases)("row $number, key in the $carrier: $name", async ({ carrier, ...row }) => {
  const vault = await startVault();
  const [path, asked] = carriers[carrier]?.(row, vault.key(row.key ?? "System Wide")) ?? ["", {}];
  const answer = await vault.request(row.method, path, asked);
  await row.check(answer, vault);
  expect(vault.sandbox.journal.entries()[0]?.caller.carrier).toBe(carrier);
});
