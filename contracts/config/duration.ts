import { z } from "zod";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m)$/;

/** What something may take as it is written in a file, such as `500ms`, `15s` or `2m`; in milliseconds when read. */
export const duration = z
  .string("Write for example 500ms, 15s or 2m.")
  .regex(PATTERN, "Write for example 500ms, 15s or 2m.")
  .refine((text) => !PATTERN.test(text) || Number.parseFloat(text) > 0, "A time limit is more than no time.")
  .transform((text) => {
    const [, number, unit = ""] = PATTERN.exec(text) ?? [];
    return Number(number) * (UNITS[unit] ?? 1);
  });
