import type { CheckResult, Evidence } from "./result.ts";
import type { CheckOutcome } from "./run-check.ts";

/** The check that answers for secrets which got out in any check of a run. */
export const LEAK_CHECK = "safety.leaks-nothing";

/** A result with the secrets that got out counted: it is a failure when there are any, unless it is trouble already. */
export function chargeLeaks(result: CheckResult, outcomes: readonly CheckOutcome[], fix: string): CheckResult {
  const leaky = outcomes.filter(({ leaks }) => leaks.length > 0);
  const [first] = leaky;
  if (!first || result.outcome === "error") return result;
  const lines = new Map<string, string>();
  for (const { what, where, form, line } of leaky.flatMap(({ leaks }) => leaks)) {
    const text = `${what} was in ${where} (${form})`;
    if (!lines.get(text)) lines.set(text, line);
  }
  const tales = [...lines].map(([text, line]) => (line === "" ? text : `${text}: ${JSON.stringify(line)}`));
  const ids = leaky.map(({ result: { id } }) => id);
  const where = ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
  const seen = ids.length === 1 && ids[0] === result.id ? "" : ` Seen in ${where}.`;
  const message = `${tales.join("; ")}.${seen}`;
  const said = result.message === undefined ? "" : `${result.message} `;
  const shown = leaky.find((one) => one.result.id === result.id) ?? first;
  const isOwn = result.outcome === "failed" || shown.result.id === result.id;
  return {
    ...evidenceOf(shown),
    ...result,
    outcome: "failed",
    fix,
    message: `${said}${message[0]?.toUpperCase()}${message.slice(1)}${isOwn ? "" : ` What is shown is of ${shown.result.id}.`}`,
    ...(seen === "" ? {} : { seenIn: ids }),
  };
}

/** Of a check that passed it stands beside the result, which has no need of it. */
function evidenceOf({ result, evidence }: CheckOutcome): Evidence {
  const { inPlay, requests, output } = { ...result, ...evidence };
  return { ...(inPlay && { inPlay }), ...(requests && { requests }), ...(output !== undefined && { output }) };
}
