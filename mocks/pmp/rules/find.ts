import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { Right } from "../role-matrix.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import { type TextName, textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { controlOf } from "./request-phase.ts";
import { reaches } from "./rights.ts";
import { seesResource, standToAccount, standToResource } from "./sight.ts";

/** An account with the resource that it belongs to. */
export interface FoundAccount {
  readonly account: AccountRow;
  readonly resource: ResourceRow;
}

/** The resource of an id, if the caller may do with it what `right` names; see `docs/products/pmp.md#ownership`. */
export function findResource(visit: Visit, id: string | undefined, right: Right = "List Resources"): ResourceRow {
  const resource = isId(id) ? visit.state.resources.get(Number(id)) : undefined;
  if (!resource) throw notThere(visit, "no-resource", `there is no resource ${id}`);
  if (!seesResource(visit, resource)) throw notShared(visit, "no-resource", `resource '${resource.ResourceName}'`);
  demandStanding(visit, right, right === "List Resources" || reaches(visit, right, standToResource(visit, resource)));
  return resource;
}

/** The account of two ids, if the caller may do with it what `right` names. */
export function findAccount(
  visit: Visit,
  resourceId: string | undefined,
  accountId: string | undefined,
  right: Right = "List Resources",
): FoundAccount {
  const { state } = visit;
  const account = isId(accountId) ? state.accounts.get(Number(accountId)) : undefined;
  const resource = account && state.resources.get(account.ResourceID);
  if (!account || !resource || !isId(resourceId) || Number(resourceId) !== resource.ResourceID) {
    const why = account ? `account ${accountId} is not of resource ${resourceId}` : `there is no account ${accountId}`;
    throw notThere(visit, "no-account", why);
  }
  return admitToAccount(visit, { account, resource }, right);
}

/** The account of its own id alone. */
export function findAccountById(visit: Visit, id: string | undefined, right: Right = "List Resources"): FoundAccount {
  const account = isId(id) ? visit.state.accounts.get(Number(id)) : undefined;
  return admitToKnown(visit, account, `there is no account ${id}`, right);
}

/** The account of its password's id, which is its own unless a fixture says otherwise (`passwd-id`). */
export function findAccountByPasswdId(visit: Visit, id: string, right: Right): FoundAccount {
  return admitToKnown(visit, accountOfPasswd(visit, id), `no account's password has the id ${id}`, right);
}

/** The same for who decides on requests: the designated approvers of an account need not be shared it. */
export function findAccountToDecideOn(visit: Visit, id: string): FoundAccount {
  const account = accountOfPasswd(visit, id);
  const resource = account && visit.state.resources.get(account.ResourceID);
  if (account && resource && controlOf(account, resource)?.Approvers.includes(visit.access.user.UserID)) {
    return { account, resource };
  }
  return findAccountByPasswdId(visit, id, "Read Passwords");
}

function accountOfPasswd({ state }: Visit, id: string): AccountRow | undefined {
  if (!isId(id)) return undefined;
  const own = state.accounts.get(Number(id));
  return state.accounts.find("passwd", Number(id)) ?? (own?.PasswdID === undefined ? own : undefined);
}

function admitToKnown(visit: Visit, account: AccountRow | undefined, why: string, right: Right): FoundAccount {
  const resource = account && visit.state.resources.get(account.ResourceID);
  if (!account || !resource) throw notThere(visit, "no-account", why);
  return admitToAccount(visit, { account, resource }, right);
}

/** The resource of a name, and of two names its account; what exists and is not for the caller is refused too (`not-shared`). */
export function findResourceByName(visit: Visit, name: string): ResourceRow {
  const resource = visit.state.resources.find("name", name);
  if (!resource) throw notThere(visit, "no-resource", `there is no resource '${name}'`);
  if (!seesResource(visit, resource)) throw notShared(visit, "no-resource", `resource '${name}'`);
  return resource;
}

/** The account of two names. */
export function findAccountByName(visit: Visit, resourceName: string, accountName: string): FoundAccount {
  const resource = findResourceByName(visit, resourceName);
  const account = visit.state.accounts.find("name", `${resource.ResourceID} ${accountName}`);
  if (!account) throw notThere(visit, "no-account", `resource '${resourceName}' has no account '${accountName}'`);
  return admitToAccount(visit, { account, resource }, "List Resources");
}

/** Whether a text is an id. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,15}$/.test(text);
}

/** Refuses with one of our texts for what does not exist (`not-found`). */
export function notThere({ state }: Visit, text: TextName, why: string): PmpRefusal {
  return new PmpRefusal(textOf(state, text), why);
}

/** Refuses what exists, but not for the caller (`not-shared`). */
export function notShared({ sandbox, state, access }: Visit, missing: TextName, what: string): PmpRefusal {
  const text = choiceOf(sandbox, "not-shared") === "refuse" ? "not-shared" : missing;
  return new PmpRefusal(textOf(state, text), `${what} is neither owned by nor shared with ${access.user.UserName}`);
}

function admitToAccount(visit: Visit, found: FoundAccount, right: Right): FoundAccount {
  const { account, resource } = found;
  const standing = standToAccount(visit, account, resource);
  if (!visit.access.seesAll && !reaches(visit, "List Resources", standing)) {
    throw notShared(visit, "no-account", `account '${account.AccountName}' of '${resource.ResourceName}'`);
  }
  if (right !== "List Resources") demandStanding(visit, right, reaches(visit, right, standing));
  return found;
}

function demandStanding({ state, access }: Visit, right: Right, stands: boolean): void {
  if (stands) return;
  const why = `${access.user.UserName} sees it, but is not shared it far enough for '${right}'`;
  throw new PmpRefusal(textOf(state, "not-permitted"), why);
}
