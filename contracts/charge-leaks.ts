import type { CheckResult } from "./result.ts";
import type { CheckOutcome } from "./run-check.ts";

/** The check that answers for secrets which got out in any check of a run. */
export const LEAK_CHECK = "safety.leaks-nothing";

/** A result with the secrets that got out counted: it is a failure when there are any, unless it is trouble already. */
export function chargeLeaks(result: CheckResult, outcomes: readonly CheckOutcome[], fix: string): CheckResult {
  const tales = outcomes.flatMap(({ result: { id }, leaks }) =>
    leaks.map(({ what, where, form }) => ({ id, text: `${what} was in ${where} (${form})` })),
  );
  const texts = [...new Set(tales.map(({ text }) => text))];
  if (texts.length === 0 || result.outcome === "error") return result;
  const ids = [...new Set(tales.map(({ id }) => id))];
  const where = ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
  const seen = ids.length === 1 && ids[0] === result.id ? "" : ` Seen in ${where}.`;
  const message = `${texts.join("; ")}.${seen}`;
  const said = result.message === undefined ? "" : `${result.message} `;
  return { ...result, outcome: "failed", fix, message: `${said}${message[0]?.toUpperCase()}${message.slice(1)}` };
}
