import type { Visit } from "../access.ts";
import { drawKey } from "../draw-key.ts";
import { isBuiltIn, type Right } from "../role-matrix.ts";
import type { UserRow } from "../state/users.ts";
import type { PmpState } from "../state.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import { notThere } from "./find.ts";
import { callersReach } from "./rights.ts";

/** The roles that the form offers to API users, beside custom ones; see `docs/products/pmp.md#api-user-form`. */
export const API_USER_ROLES = [
  "Administrator",
  "Password Administrator",
  "Privileged Administrator",
  "Password User",
] as const;

/** The user of a name; refused when there is none. */
export function findUserByName(visit: Visit, name: string): UserRow {
  const [user] = visit.state.users.where("name", name);
  if (!user) throw notThere(visit, "no-user", `there is no user '${name}'`);
  return user;
}

/** Whether a role exists. */
export function roleExists(state: PmpState, role: string): boolean {
  return isBuiltIn(role) || state.roles.find("name", role) !== undefined;
}

/** What keeps a name, or the pair of name and host, from a new user (`unique-api-user`); undefined when it is free. */
export function findNameTaker(
  state: PmpState,
  choice: "username" | "username-and-host",
  { name, hosts }: { readonly name: string; readonly hosts: readonly string[] },
  except?: number,
): UserRow | undefined {
  const lower = hosts.map((host) => host.toLowerCase());
  return state.users.where("name", name).find((user) => {
    if (user.UserID === except) return false;
    if (choice === "username" || user.Kind === "person" || hosts.length === 0) return true;
    return user.HostNames.some((host) => lower.includes(host.toLowerCase()));
  });
}

/** Deletes a user, but not oneself, nor who owns something (`delete-user`). */
export function deleteUser(visit: Visit, user: UserRow): void {
  const { state, access } = visit;
  const refuse = (why: string) => new PmpRefusal(textOf(state, "user-not-deleted"), why);
  if (user.UserID === access.user.UserID) throw refuse("nobody deletes themselves");
  const owned = ownedBy(state, user.UserID);
  if (owned > 0) throw refuse(`${user.UserName} owns ${owned} resources, accounts or groups: hand them over first`);
  removeUser(state, user, visit.sandbox.clock.now());
  audit(visit, "User Deleted", { about: user });
}

/** How much a user owns. */
export function ownedBy(state: PmpState, id: number): number {
  return (
    state.resources.count("owner", id) + state.accounts.count("owner", id) + state.resourceGroups.count("owner", id)
  );
}

/** Takes a user out of every table, its key kept to explain refusals. */
export function removeUser(state: PmpState, user: UserRow, now: number): void {
  const { UserID } = user;
  for (const { ShareID } of state.shares.where("with", `user ${UserID}`)) state.shares.delete(ShareID);
  for (const { RequestID } of state.requests.where("user", UserID)) state.requests.delete(RequestID);
  for (const group of [...state.userGroups.all()]) {
    if (!group.Members.includes(UserID)) continue;
    state.userGroups.update(group.UserGroupID, { Members: group.Members.filter((member) => member !== UserID) });
  }
  for (const { SessionID } of state.sessions.where("user", UserID)) state.sessions.delete(SessionID);
  for (const { SecretKey } of state.firstFactors.where("user", UserID)) state.firstFactors.delete(SecretKey);
  retireKey(state, user, "deleted", now);
  state.users.delete(UserID);
}

/** Locks or unlocks a user; nobody locks themselves out (`delete-user`). */
export function setLocked(visit: Visit, user: UserRow, locked: boolean): void {
  if (locked && user.UserID === visit.access.user.UserID) {
    throw new PmpRefusal(textOf(visit.state, "user-not-locked"), "nobody locks themselves out");
  }
  visit.state.users.update(user.UserID, { Locked: locked });
  audit(visit, locked ? "User Locked" : "User Unlocked", { about: user });
}

/** Gives a user a new key; the old one dies at once (`old-key`). */
export function renewKey(
  { state, sandbox }: Pick<Visit, "state" | "sandbox">,
  user: UserRow,
  value = drawKey(sandbox.chance),
): string {
  const now = sandbox.clock.now();
  retireKey(state, user, "replaced", now);
  state.retiredKeys.delete(value);
  state.users.update(user.UserID, { Key: value, KeyMadeAt: now });
  return value;
}

/** Refuses who may not manage this kind of user (`custom-role-operations`). */
export function demandManager(visit: Visit, kind: UserRow["Kind"]): void {
  const right: Right = kind === "api" ? "Manage API Users" : "Manage Users";
  if (callersReach(visit, right) !== "no") return;
  const why = `the role '${visit.access.user.Role}' of ${visit.access.user.UserName} does not allow '${right}'`;
  throw new PmpRefusal(textOf(visit.state, "not-permitted"), why);
}

function retireKey(state: PmpState, user: UserRow, how: "replaced" | "deleted", now: number): void {
  if (user.Key === undefined) return;
  state.retiredKeys.delete(user.Key);
  state.retiredKeys.insert({
    Value: user.Key,
    Name: `${user.UserName}@${user.HostNames.join(",")}`,
    How: how,
    At: now,
  });
}
