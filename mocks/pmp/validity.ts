import { startOfDay } from "./dates.ts";
import type { UserRow } from "./state/users.ts";
import type { PmpState } from "./state.ts";

const DAY = 86_400_000;

/** When a user expires: at the midnight behind the last day, in the server's zone; undefined: never (`validity-end`). */
export function endOfUser(state: PmpState, { ExpiresOn }: UserRow): number | undefined {
  return ExpiresOn === undefined ? undefined : startOfDay(ExpiresOn, state.settings.get(1)?.Zone ?? "UTC") + DAY;
}

/** When a user's key expires before the user: PAM360's `TOKENVALIDITYDAYS` of 24 hours each from its generation (`validity-end`). */
export function endOfKey(state: PmpState, { TokenDays, KeyMadeAt }: UserRow): number | undefined {
  const counts = TokenDays !== undefined && state.settings.get(1)?.Flavour === "pam360";
  return counts ? KeyMadeAt + TokenDays * DAY : undefined;
}
