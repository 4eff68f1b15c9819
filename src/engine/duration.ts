import { parse } from "tinyduration";
import { EngineError } from "./engine-error.ts";

/** The last instant that a date can hold, in milliseconds since 1970 UTC; the first one is as far before 1970. */
export const LAST_INSTANT = 8_640_000_000_000_000;

const SECOND = 1000;
const AMOUNT = String.raw`\d{1,15}(?:[.,]\d{1,9})?`;
/** The whole text, where the parser is content with finding a duration in it. Months and years have no fractions. */
const DURATION = new RegExp(
  String.raw`^-?P(?=.)(?:\d{1,6}Y)?(?:\d{1,7}M)?(?:${AMOUNT}W)?(?:${AMOUNT}D)?` +
    `(?:T(?=.)(?:${AMOUNT}H)?(?:${AMOUNT}M)?(?:${AMOUNT}S)?)?$`,
);

/**
 * An instant moved by an ISO 8601 duration, in milliseconds since 1970 UTC. Months and years follow the calendar in UTC and
 * stay within the month they reach: one month after 31 January is the last day of February. Refuses what is not a duration, and
 * one that leads out of the calendar.
 */
export function addDuration(from: number, duration: string): number {
  const parts = parseDuration(duration);
  const sign = parts.negative ? -1 : 1;
  const months = (parts.years ?? 0) * 12 + (parts.months ?? 0);
  const moved = addMonths(from, sign * months);
  const days = (parts.weeks ?? 0) * 7 + (parts.days ?? 0);
  const seconds = ((days * 24 + (parts.hours ?? 0)) * 60 + (parts.minutes ?? 0)) * 60 + (parts.seconds ?? 0);
  const instant = moved + sign * Math.round(seconds * SECOND);
  if (Math.abs(instant) <= LAST_INSTANT) return instant;
  throw new EngineError(`'${duration}' leads out of the calendar; stay between the years -271821 and 275760.`);
}

function parseDuration(duration: string) {
  const text = duration.trim();
  if (DURATION.test(text)) return parse(text);
  throw new EngineError(`'${duration}' is not an ISO 8601 duration; write for example PT90M, P30D or P1Y6M.`);
}

function addMonths(from: number, months: number): number {
  if (months === 0) return from;
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(date);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, lastDay.getUTCDate()));
  return date.getTime();
}
