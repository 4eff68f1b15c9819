import { parse } from "tinyduration";
import { EngineError } from "./engine-error.ts";

const SECOND = 1000;

/**
 * An instant moved by an ISO 8601 duration, in milliseconds since 1970 UTC. Months and years follow the calendar in UTC and
 * stay within the month they reach: one month after 31 January is the last day of February.
 */
export function addDuration(from: number, duration: string): number {
  const parts = parseDuration(duration);
  const sign = parts.negative ? -1 : 1;
  const months = (parts.years ?? 0) * 12 + (parts.months ?? 0);
  const moved = addMonths(from, sign * months);
  const days = (parts.weeks ?? 0) * 7 + (parts.days ?? 0);
  const seconds = ((days * 24 + (parts.hours ?? 0)) * 60 + (parts.minutes ?? 0)) * 60 + (parts.seconds ?? 0);
  return moved + sign * Math.round(seconds * SECOND);
}

function parseDuration(duration: string) {
  try {
    return parse(duration.trim());
  } catch {
    throw new EngineError(`'${duration}' is not an ISO 8601 duration; write for example PT90M, P30D or P1Y6M.`);
  }
}

function addMonths(from: number, months: number): number {
  if (months === 0) return from;
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}
