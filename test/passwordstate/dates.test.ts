import { expect, test } from "vitest";
import {
  type DateFormat,
  formatDay,
  formatInstant,
  readDay,
  readIsoDay,
} from "../../mocks/passwordstate/rules/dates.ts";
import { startVault } from "./start-vault.ts";

const formats: readonly (readonly [DateFormat, string, string])[] = [
  ["d/MM/yyyy", "5/09/2026", "15/01/2013"],
  ["dd/MM/yyyy", "05/09/2026", "15/01/2013"],
  ["M/d/yyyy", "9/5/2026", "1/15/2013"],
  ["d.M.yyyy", "5.9.2026", "15.1.2013"],
  ["yyyy-MM-dd", "2026-09-05", "2013-01-15"],
];

test.each(formats)("%s writes and reads days as %s", (format, september, january) => {
  expect(formatDay("2026-09-05", format)).toBe(september);
  expect(formatDay("2013-01-15", format)).toBe(january);
  expect(readDay(september, format)).toBe("2026-09-05");
  expect(readDay(` ${january} `, format)).toBe("2013-01-15");
  expect(formatDay("", format)).toBe("");
});

test.each([
  ["dd/MM/yyyy", "2026-09-05"],
  ["dd/MM/yyyy", "31/02/2026"],
  ["dd/MM/yyyy", "12/13/2026"],
  ["M/d/yyyy", "13/12/2026"],
  ["M/d/yyyy", "5.9.2026"],
  ["d.M.yyyy", "5.9.26"],
  ["d.M.yyyy", "soon"],
  ["yyyy-MM-dd", "2026-02-29"],
  ["yyyy-MM-dd", "0-0-0"],
] as const)("%s does not take '%s' for a day", (format, text) => {
  expect(readDay(text, format)).toBe(undefined);
});

test("ISO days are read strictly", () => {
  expect(readIsoDay("2028-02-29")).toBe("2028-02-29");
  expect(["2026-02-29", "2026-2-9", "2026-13-01", "20260101", ""].map(readIsoDay)).toEqual(Array(5).fill(undefined));
});

test("a time is told on twelve hours", () => {
  const at = (time: string) => formatInstant(Date.parse(`2026-07-02T${time}Z`), "d/MM/yyyy");
  expect(["00:00:00", "09:05:41", "12:00:01", "23:59:59"].map(at)).toEqual([
    ...["2/07/2026 12:00:00 AM", "2/07/2026 9:05:41 AM", "2/07/2026 12:00:01 PM", "2/07/2026 11:59:59 PM"],
  ]);
});

test.each(formats)("with %s a record's expiry goes in and comes out as %s", async (dateFormat, expiry) => {
  const lists = [{ id: 1, name: "L", records: [{ id: 2, title: "t" }] }];
  const vault = await startVault({ dateFormat, keys: { systemWide: {} }, lists });
  const put = await vault.request("PUT", "/api/passwords", { json: { PasswordID: 2, ExpiryDate: expiry } });
  expect(put.rows()).toMatchObject([{ ExpiryDate: expiry }]);
  const found = await vault.request("GET", `/api/searchpasswords/1?ExpiryDate=${encodeURIComponent(expiry)}`);
  const between = await vault.request("GET", "/api/searchpasswords/1?ExpiryDateRange=ExpiryDate=2026-09-05");
  expect(found.rows()).toEqual(between.rows());
});
