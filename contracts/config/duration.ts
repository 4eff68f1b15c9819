import { z } from "zod";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m)$/;

/** A length of time as it is written in a file, such as `500ms`, `15s` or `2m`; in milliseconds when read. */
export const duration = z
  .string("Write for example 500ms, 15s or 2m.")
  .regex(PATTERN, "Write for example 500ms, 15s or 2m.")
  .transform((text) => {
    const [, number, unit = ""] = PATTERN.exec(text) ?? [];
    return Number(number) * (UNITS[unit] ?? 1);
  });
