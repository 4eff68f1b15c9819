import type { Visit } from "../access.ts";
import type { ShareLevel } from "../share-level.ts";
import type { AccountRow, ResourceGroupRow, ResourceRow, Shareable } from "../state.ts";
import { rankOf, reaches, type Standing } from "./rights.ts";

/** How the caller stands to a resource: what it owns, and the highest share of the resource and its groups (`share-levels`). */
export function standToResource(visit: Visit, resource: ResourceRow): Standing {
  const { state, access } = visit;
  let shared = sharedLevel(visit, "resource", resource.ResourceID);
  for (const { GroupID } of state.memberships.where("resource", resource.ResourceID)) {
    shared = higher(shared, sharedLevel(visit, "group", GroupID));
  }
  return { owns: resource.OwnerID === access.user.UserID, shared };
}

/** How the caller stands to an account: as to its resource, and by shares of the account itself. */
export function standToAccount(visit: Visit, account: AccountRow, resource: ResourceRow): Standing {
  const above = standToResource(visit, resource);
  const owner = account.OwnerID ?? resource.OwnerID;
  return {
    owns: owner === visit.access.user.UserID,
    shared: higher(above.shared, sharedLevel(visit, "account", account.AccountID)),
  };
}

/** How the caller stands to a group of resources. */
export function standToGroup(visit: Visit, group: ResourceGroupRow): Standing {
  return {
    owns: group.OwnerID === visit.access.user.UserID,
    shared: sharedLevel(visit, "group", group.GroupID),
  };
}

/** Whether the caller sees a resource: as a whole, or an account of it. */
export function seesResource(visit: Visit, resource: ResourceRow): boolean {
  if (visit.access.seesAll || reaches(visit, "List Resources", standToResource(visit, resource))) return true;
  return visit.state.accounts
    .where("resource", resource.ResourceID)
    .some((account) => seesAccount(visit, account, resource));
}

/** Whether the caller sees an account. */
export function seesAccount(visit: Visit, account: AccountRow, resource: ResourceRow): boolean {
  return visit.access.seesAll || reaches(visit, "List Resources", standToAccount(visit, account, resource));
}

/** The accounts of a resource that the caller sees, in id order. */
export function visibleAccounts(visit: Visit, resource: ResourceRow): AccountRow[] {
  const accounts = visit.state.accounts.where("resource", resource.ResourceID);
  return visit.access.seesAll ? accounts : accounts.filter((account) => seesAccount(visit, account, resource));
}

/** Every resource that the caller sees, in id order: those it owns, and those that are shared with it in whole or in part. */
export function visibleResources(visit: Visit): Iterable<ResourceRow> {
  const { state, access } = visit;
  if (access.seesAll) return state.resources.all();
  const ids = new Set<number>();
  for (const { ResourceID } of state.resources.where("owner", access.user.UserID)) ids.add(ResourceID);
  for (const { ResourceID } of state.accounts.where("owner", access.user.UserID)) ids.add(ResourceID);
  for (const share of sharesWith(visit)) {
    if (share.Thing === "resource") ids.add(share.ThingID);
    else if (share.Thing === "account") ids.add(state.accounts.get(share.ThingID)?.ResourceID ?? 0);
    else for (const { ResourceID } of state.memberships.where("group", share.ThingID)) ids.add(ResourceID);
  }
  const found: ResourceRow[] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const resource = state.resources.get(id);
    if (resource && seesResource(visit, resource)) found.push(resource);
  }
  return found;
}

function sharesWith({ state, access }: Visit) {
  return [`user ${access.user.UserID}`, ...access.groups.map((group) => `usergroup ${group}`)].flatMap((who) =>
    state.shares.where("with", who),
  );
}

function sharedLevel({ state, access }: Visit, thing: Shareable, id: number): ShareLevel | undefined {
  let level: ShareLevel | undefined;
  for (const share of state.shares.where("thing", `${thing} ${id}`)) {
    const mine = share.With === "user" ? share.WithID === access.user.UserID : access.groups.includes(share.WithID);
    if (mine) level = higher(level, share.Level);
  }
  return level;
}

function higher(one: ShareLevel | undefined, other: ShareLevel | undefined): ShareLevel | undefined {
  return rankOf(one) >= rankOf(other) ? one : other;
}
