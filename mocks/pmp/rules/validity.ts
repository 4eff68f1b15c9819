import type { Visit } from "../access.ts";
import { toDay } from "../dates.ts";

/** Why a user's last day cannot be given, by screen or over REST; nothing where it can (`form-refusals`). */
export function findPastDay({ state, sandbox }: Pick<Visit, "state" | "sandbox">, day: string): string | undefined {
  const today = toDay(sandbox.clock.now(), state.settings.get(1)?.Zone ?? "UTC");
  return day < today ? `The validity cannot end in the past: ${day}.` : undefined;
}
