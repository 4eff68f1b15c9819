import { addDuration } from "./duration.ts";
import { EngineError } from "./engine-error.ts";

const UNITS: Readonly<Record<string, string>> = {
  second: "PT#S",
  minute: "PT#M",
  hour: "PT#H",
  day: "P#D",
  week: "P#W",
  month: "P#M",
  year: "P#Y",
};

const RELATIVE = /^(?:(in) )?(\d{1,6}) (second|minute|hour|day|week|month|year)s?( ago)?$/i;
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * A date as fixtures and the command line write it, in milliseconds since 1970 UTC: `now`, `2 days ago`, `in 30 days`,
 * `2026-03-01` (midnight UTC) or `2026-03-01T09:00:00Z`. Relative ones count from `now`.
 */
export function readInstant(text: string, now: number): number {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === "now") return now;
  const relative = RELATIVE.exec(trimmed);
  const [, ahead, count, unit, ago] = relative ?? [];
  if (count && unit && Boolean(ahead) !== Boolean(ago)) {
    const duration = (UNITS[unit.toLowerCase()] ?? "").replace("#", count);
    return addDuration(now, ahead ? duration : `-${duration}`);
  }
  const instant = ISO.test(trimmed) && isDayOfCalendar(trimmed) ? Date.parse(trimmed) : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  throw new EngineError(
    `'${text}' is not a date; write '2 days ago', 'in 30 days', 'now', '2026-03-01' or '2026-03-01T09:00:00Z'.`,
  );
}

/** Whether a month has the day: `Date.parse` takes 30 February for the first days of March. */
function isDayOfCalendar(date: string): boolean {
  const day = Number(date.slice(8, 10));
  return new Date(`${date.slice(0, 7)}-${date.slice(8, 10)}`).getUTCDate() === day;
}
