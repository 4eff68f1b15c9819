/** This day, by which bypasses end: a date such as `2026-11-21`. */
export function utcDay(): string {
  return new Date().toISOString().slice(0, 10);
}
