import type { PmpState } from "../state.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";

/** Refuses a member whose value is of no use (`invalid-input`). */
export function refuseValue(state: PmpState, member: string, why: string): PmpRefusal {
  return new PmpRefusal(textOf(state, "invalid-value").replaceAll("<NAME>", member), why);
}

/** Refuses a call that lacks a member (`invalid-input`). */
export function refuseMissing(state: PmpState, member: string, why = `${member} is mandatory here`): PmpRefusal {
  return new PmpRefusal(textOf(state, "missing-member").replaceAll("<NAME>", member), why);
}
