import type { Visit } from "../access.ts";
import type { Shareable } from "../state/sharing.ts";
import type { ResourceRow } from "../state/vault.ts";
import type { PmpState } from "../state.ts";
import { audit } from "./audit.ts";
import type { FoundAccount } from "./find.ts";

/** Deletes a resource with its accounts, shares, requests and memberships; audit rows stay (`delete-cascade`). */
export function deleteResource(visit: Visit, resource: ResourceRow): void {
  const { state } = visit;
  const { ResourceID } = resource;
  for (const account of state.accounts.where("resource", ResourceID)) removeAccount(state, account.AccountID);
  for (const { MembershipID } of state.memberships.where("resource", ResourceID))
    state.memberships.delete(MembershipID);
  removeShares(state, "resource", ResourceID);
  state.resources.delete(ResourceID);
  audit(visit, "Resource Deleted", { resource });
}

/** Deletes an account with its shares, requests and history. */
export function deleteAccount(visit: Visit, found: FoundAccount): void {
  removeAccount(visit.state, found.account.AccountID);
  audit(visit, "Account Deleted", found);
}

/** Ends every share of a thing. */
export function removeShares(state: PmpState, thing: Shareable, id: number): void {
  for (const { ShareID } of state.shares.where("thing", `${thing} ${id}`)) state.shares.delete(ShareID);
}

/** Deletes an account with all that hangs on it. */
export function removeAccount(state: PmpState, id: number): void {
  removeShares(state, "account", id);
  for (const { RequestID } of state.requests.where("account", id)) state.requests.delete(RequestID);
  for (const { HistoryID } of state.history.where("account", id)) state.history.delete(HistoryID);
  for (const { AccessID } of state.accesses.where("account", id)) state.accesses.delete(AccessID);
  state.accounts.delete(id);
}
