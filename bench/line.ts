import { median, spreadOf } from "./statistics.ts";

/** One measured number of a row. */
export interface Line {
  readonly what: string;
  readonly value: number;
  /** `x`, `/s`, `ms`, `µs`, `KB`, `MB`, `B`, `%`. */
  readonly unit: string;
  /** The least and the most of its rounds. */
  readonly spread?: readonly [least: number, most: number];
  readonly target?: Target;
  readonly note?: string;
}

/** What a number should be. */
export interface Target {
  readonly least?: number;
  readonly most?: number;
}

/** What a row gives: its lines, and what each round measured. */
export interface RowResult {
  readonly lines: readonly Line[];
  /** What one should know who reads them. */
  readonly notes?: readonly string[];
  readonly rounds?: unknown;
}

/** A line for the median of some rounds, with their spread. */
export function medianLine(
  what: string,
  unit: string,
  numbers: readonly number[],
  more: Pick<Line, "target" | "note"> = {},
): Line {
  return { what, unit, value: median(numbers), spread: spreadOf(numbers), ...more };
}

/** Whether a number is what it should be; undefined where nothing was asked for. */
export function isMet({ value, target }: Line): boolean | undefined {
  if (!target) return undefined;
  return value >= (target.least ?? Number.NEGATIVE_INFINITY) && value <= (target.most ?? Number.POSITIVE_INFINITY);
}
