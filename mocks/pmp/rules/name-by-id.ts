import type { Visit } from "../access.ts";
import { refuseValue } from "./refuse-member.ts";

// PAM360 names types, policies and roles by their ids as well; see `docs/products/pmp.md#resources`. Where both are sent the name counts, and
// PMP knows no such member.

/** The name of a resource type, sent as it is or as its id. */
export function nameOfType({ state }: Visit, name: string | undefined, id: number | undefined): string | undefined {
  if (name !== undefined || id === undefined || state.settings.get(1)?.Flavour !== "pam360") return name;
  const type = state.resourceTypes.get(id);
  if (type) return type.ResourceTypeName;
  throw refuseValue(state, "RESOURCETYPEID", `there is no resource type ${id}`);
}

/** The name of a password policy, sent as it is or as the id in `member`. */
export function nameOfPolicy(
  { state }: Visit,
  name: string | undefined,
  id: number | undefined,
  member: "RESOURCEPASSWORDPOLICYID" | "ACCOUNTPASSWORDPOLICYID",
): string | undefined {
  if (name !== undefined || id === undefined || state.settings.get(1)?.Flavour !== "pam360") return name;
  const policy = state.policies.get(id);
  if (policy) return policy.PolicyName;
  throw refuseValue(state, member, `there is no password policy ${id}`);
}

/** The name of a role, sent as it is or as the id of a custom one: those of the others are not public (`unknown-names`). */
export function nameOfRole({ state }: Visit, name: string | undefined, id: number | undefined): string | undefined {
  if (name !== undefined || id === undefined || state.settings.get(1)?.Flavour !== "pam360") return name;
  const role = state.roles.get(id);
  if (role) return role.RoleName;
  throw refuseValue(
    state,
    "ROLEID",
    `no custom role has the id ${id}, and those of other roles are not public: send ROLE`,
  );
}
