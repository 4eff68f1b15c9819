import { ControlError } from "../control-error.ts";

/** A whole number that stands in a path; `member` is what the path calls it. */
export function readNumber(member: string, text: string): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isNaN(number)) return number;
  const message = "expected a whole number";
  throw new ControlError(`The path's ${member} is refused: ${message}.`, {
    status: 400,
    issues: [{ member, message }],
  });
}
