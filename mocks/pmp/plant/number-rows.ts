import { IdSequence } from "../../../src/engine/id-sequence.ts";
import { FIRST_POLICY, POLICIES } from "../built-in.ts";
import type { PmpPart } from "../fixture-schema.ts";

const ADMIN = {
  ...{ id: undefined, name: "admin", firstName: "", lastName: "", fullName: "admin", email: "", role: "Administrator" },
  ...{ superAdministrator: false, department: "", location: "", locked: false, password: "", secondFactor: "" },
};

/**
 * A fixture's part with `admin`, whom every installation has, and with an id for each row, so that none takes one that a later row
 * names. See `docs/products/pmp.md#formats` (`id-sequence`).
 */
export function numberRows(part: PmpPart): PmpPart {
  const users = part.users.some(({ name }) => name === ADMIN.name) ? part.users : [ADMIN, ...part.users];
  const userIds = new IdSequence([...users, ...part.apiUsers]);
  const resourceIds = new IdSequence(part.resources);
  const accountIds = new IdSequence(part.resources.flatMap(({ accounts }) => accounts));
  // A policy of a built-in one's name takes its place, and its id.
  const own = part.policies.filter(({ name }) => !isBuiltIn(name));
  const policyIds = new IdSequence(own, FIRST_POLICY + POLICIES.length);
  return {
    ...part,
    users: number(users, userIds),
    apiUsers: number(part.apiUsers, userIds),
    userGroups: number(part.userGroups),
    roles: number(part.roles),
    policies: part.policies.map((policy) => {
      return isBuiltIn(policy.name) ? policy : { ...policy, id: policyIds.take(policy.id) };
    }),
    resources: part.resources.map((resource) => ({
      ...resource,
      id: resourceIds.take(resource.id),
      accounts: number(resource.accounts, accountIds),
    })),
    resourceGroups: number(part.resourceGroups),
  };
}

function isBuiltIn(policy: string): boolean {
  return (POLICIES as readonly string[]).includes(policy);
}

function number<Row extends { readonly id?: number | undefined }>(rows: readonly Row[], ids = new IdSequence(rows)) {
  return rows.map((row) => ({ ...row, id: ids.take(row.id) }));
}
