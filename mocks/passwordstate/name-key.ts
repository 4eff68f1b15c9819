import type { KeyRow, PasswordstateState } from "./state.ts";

/** How an administrator knows a key: `System Wide`, or the list's name. */
export function nameKey(state: PasswordstateState, key: KeyRow): string {
  if (key.PasswordListID === undefined) return key.Kind;
  return `list key of '${state.passwordLists.get(key.PasswordListID)?.PasswordList ?? key.PasswordListID}'`;
}
