import { remember } from "../../../src/engine/remember.ts";
import type { Visit } from "../access.ts";
import type { ShareLevel } from "../share-level.ts";
import type { Shareable } from "../state/sharing.ts";
import type { AccountRow, ResourceGroupRow, ResourceRow } from "../state/vault.ts";
import type { PmpState } from "../state.ts";
import { groupsOf, resourceIdsOf } from "./group-members.ts";
import { rankOf, reaches, type Standing } from "./rights.ts";

/** How the caller stands to a resource: what it owns, and the highest share of the resource and its groups (`share-levels`). */
export function standToResource(visit: Visit, resource: ResourceRow): Standing {
  const { state, access } = visit;
  let shared = sharedLevel(visit, "resource", resource.ResourceID);
  for (const group of groupsOf(state, resource)) shared = higher(shared, sharedLevel(visit, "group", group));
  return { owns: resource.OwnerID === access.user.UserID, shared };
}

/** How the caller stands to an account: as to its resource, and by shares of the account itself. */
export function standToAccount(
  visit: Visit,
  account: AccountRow,
  resource: ResourceRow,
  above = standToResource(visit, resource),
): Standing {
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
  if (visit.access.seesAll) return accounts;
  const above = standToResource(visit, resource);
  if (reaches(visit, "List Resources", { owns: false, shared: above.shared })) return accounts;
  return accounts.filter((account) => {
    return reaches(visit, "List Resources", standToAccount(visit, account, resource, above));
  });
}

/** The resources that a caller sees, in id order. */
export interface VisibleResources {
  readonly size: number;
  /** All but the first `skipped`. */
  from(skipped: number): readonly ResourceRow[];
}

/** Lists come again and again, page by page, and what they are made of changes seldom. */
const rememberSight = remember<PmpState, readonly ResourceRow[]>((state) => [
  ...[state.resources, state.accounts, state.shares, state.resourceGroups, state.memberships],
  ...[state.users, state.userGroups, state.roles],
]);

/** Every resource that the caller sees: those it owns, and those that are shared with it in whole or in part. */
export function visibleResources(visit: Visit): VisibleResources {
  const { state, access } = visit;
  const rows = access.seesAll
    ? rememberSight(state, "everything", () => [...state.resources.all()])
    : rememberSight(state, access.user.UserID, () => readRows(state.resources, sortOnce(visibleIds(visit))));
  return { size: rows.length, from: (skipped) => (skipped === 0 ? rows : rows.slice(skipped)) };
}

/** From what is owned and shared and not from each resource: what `seesResource` says of one, said of all at once. */
function visibleIds(visit: Visit): number[] {
  const { state, access } = visit;
  const ids: number[] = [];
  if (reaches(visit, "List Resources", { owns: true, shared: undefined })) {
    for (const { ResourceID } of state.resources.where("owner", access.user.UserID)) ids.push(ResourceID);
    for (const { ResourceID } of state.accounts.where("owner", access.user.UserID)) ids.push(ResourceID);
  }
  for (const { Thing, ThingID, Level } of sharesWith(visit)) {
    if (!reaches(visit, "List Resources", { owns: false, shared: Level })) continue;
    if (Thing === "resource") ids.push(ThingID);
    else if (Thing === "account") ids.push(state.accounts.get(ThingID)?.ResourceID ?? 0);
    else {
      const group = state.resourceGroups.get(ThingID);
      for (const id of group ? resourceIdsOf(state, group) : []) ids.push(id);
    }
  }
  return ids;
}

/** Ids in order, each of them once. */
function sortOnce(ids: readonly number[]): Float64Array {
  const sorted = Float64Array.from(ids).sort();
  let kept = 0;
  for (const id of sorted) {
    if (kept > 0 && id === sorted[kept - 1]) continue;
    sorted[kept] = id;
    kept += 1;
  }
  return sorted.subarray(0, kept);
}

function readRows(resources: PmpState["resources"], ids: Iterable<number>): ResourceRow[] {
  const rows: ResourceRow[] = [];
  for (const id of ids) {
    const resource = resources.get(id);
    if (resource) rows.push(resource);
  }
  return rows;
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
