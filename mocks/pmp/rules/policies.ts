import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { AccountRow } from "../state/vault.ts";
import type { PolicyRow } from "../state/vocabulary.ts";
import type { PmpState } from "../state.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { drawPassword } from "./draw-password.ts";

const DAY = 86_400_000;

/** The policy of a name, `Strong` when none is named; refused when there is no such policy (`unknown-names`). */
export function findPolicy({ state }: Visit, name = "Strong", member = "POLICY"): PolicyRow {
  const policy = state.policies.find("name", name);
  if (policy) return policy;
  const known = [...state.policies.all()].map(({ PolicyName }) => PolicyName).join(", ");
  const message = textOf(state, "invalid-value").replaceAll("<NAME>", member);
  throw new PmpRefusal(message, `there is no password policy '${name}'; there are ${known}`);
}

/** The first rule that a password breaks, as its text; undefined when it complies (`policy-rules`). */
export function findBreach(policy: PolicyRow, password: string): string | undefined {
  if (password.length < policy.MinLength) return `Minimum length must be ${policy.MinLength}`;
  if (password.length > policy.MaxLength) return `Maximum length must be ${policy.MaxLength}`;
  if (policy.MixedCase && !(/\p{Ll}/u.test(password) && /\p{Lu}/u.test(password))) {
    return "Password must have mixed case alphabets";
  }
  if (policy.Numerals && !/\p{Nd}/u.test(password)) return "Password must have numerals";
  if (policy.SpecialCharacters && !/[^\p{L}\p{Nd}]/u.test(password)) return "Password must have special characters";
  return undefined;
}

/** The policy of an account; the strongest usual one where its own is gone. */
export function policyOf(state: PmpState, { Policy }: AccountRow): PolicyRow | undefined {
  return state.policies.find("name", Policy) ?? state.policies.find("name", "Strong");
}

/** Whether an account's password is older than its policy lets it be (`expiry-status`). */
export function isTooOld({ state, sandbox }: Visit, account: AccountRow): boolean {
  const days = policyOf(state, account)?.MaxAgeDays ?? 0;
  return days > 0 && sandbox.clock.now() >= (account.ModifiedAt ?? account.CreatedAt) + days * DAY;
}

/** Refuses a password that breaks its policy, where that is switched so (`policy-violation`). */
export function checkCompliance({ state, sandbox }: Visit, policy: PolicyRow, password: string): void {
  if (choiceOf(sandbox, "policy-violation") === "stored") return;
  const breach = findBreach(policy, password);
  if (breach) throw new PmpRefusal(textOf(state, "policy-violation"), `${breach} (policy '${policy.PolicyName}')`);
}

/** A new password that the policy of a name is content with. */
export function generatePassword(visit: Visit, policyName: string | undefined): string {
  return drawPassword(findPolicy(visit, policyName), visit.sandbox.chance);
}
