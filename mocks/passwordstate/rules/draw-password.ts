import type { Visit } from "../access.ts";
import type { PasswordListRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { generatePassword } from "./generate-password.ts";

/** A new password by a list's generator policy; by the vault's first one where the list has none of its own. */
export function drawPassword({ sandbox, state }: Visit, list: PasswordListRow): string {
  const policy = state.generatorPolicies.get(list.PasswordGeneratorID) ?? state.generatorPolicies.get(1);
  if (policy) return generatePassword(policy, sandbox.chance);
  const why = `list '${list.PasswordList}' has no generator policy, and neither has the vault`;
  throw new PasswordstateRefusal(404, "No Password Generator Policy was found.", why);
}
