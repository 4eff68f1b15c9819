/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** The least and the most of some numbers. */
export function spreadOf(numbers: readonly number[]): readonly [least: number, most: number] {
  return [Math.min(...numbers), Math.max(...numbers)];
}

/** Each number divided by its partner of the same round, so that what slows a whole round slows both. */
export function ratios(of: readonly number[], to: readonly number[]): number[] {
  return of.map((number, at) => number / (to[at] ?? Number.NaN));
}
