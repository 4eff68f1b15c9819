import type { SettingsRow } from "../state.ts";

/** How an installation writes the short date of its Default Locale; see `docs/products/passwordstate.md#dates`. */
export type DateFormat = SettingsRow["DateFormat"];

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Which part of a written date is the day, the month and the year, by format. */
const READERS: Readonly<Record<DateFormat, RegExp>> = {
  "d/MM/yyyy": /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "dd/MM/yyyy": /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "M/d/yyyy": /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  "d.M.yyyy": /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  "yyyy-MM-dd": /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
};

/** A day as it is kept (`yyyy-mm-dd`, or empty) in the installation's format; blank stays blank. */
export function formatDay(day: string, format: DateFormat): string {
  const [, year = "", month = "", date = ""] = ISO_DAY.exec(day) ?? [];
  switch (format) {
    case "d/MM/yyyy":
      return day && `${Number(date)}/${month}/${year}`;
    case "dd/MM/yyyy":
      return day && `${date}/${month}/${year}`;
    case "M/d/yyyy":
      return day && `${Number(month)}/${Number(date)}/${year}`;
    case "d.M.yyyy":
      return day && `${Number(date)}.${Number(month)}.${year}`;
    case "yyyy-MM-dd":
      return day;
  }
}

/** A day in the installation's format as it is kept; nothing when it is no day of the calendar, or written otherwise. */
export function readDay(text: string, format: DateFormat): string | undefined {
  const parts = READERS[format].exec(text.trim())?.groups;
  if (!parts) return undefined;
  const { year = "", month = "", day = "" } = parts;
  return readIsoDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** A day as ISO 8601 writes it, if there is such a day. */
export function readIsoDay(text: string): string | undefined {
  const day = text.trim();
  if (!ISO_DAY.test(day)) return undefined;
  const instant = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 30 February for 1 March.
  return !Number.isNaN(instant) && toDay(instant) === day ? day : undefined;
}

/** The day of an instant in milliseconds since 1970 UTC, as it is kept. */
export function toDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** An instant as `DateChanged` shows it: the day in the installation's format, then `h:mm:ss AM` (`date-time-format`). */
export function formatInstant(instant: number, format: DateFormat): string {
  const date = new Date(instant);
  const hour = date.getUTCHours();
  const clock = [date.getUTCMinutes(), date.getUTCSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
  return `${formatDay(toDay(instant), format)} ${hour % 12 || 12}:${clock} ${hour < 12 ? "AM" : "PM"}`;
}
