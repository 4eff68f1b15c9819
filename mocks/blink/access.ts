import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Call, Caller } from "../../src/http/call.ts";
import { choiceOf } from "./choice.ts";
import { rightsOfBuiltIn } from "./role-matrix.ts";
import type { ApiKeyRow } from "./state/keys.ts";
import { RIGHTS, type Right, type UserRow, type WorkspaceRow } from "./state/people.ts";
import type { BlinkState } from "./state.ts";
import { pairKey } from "./state.ts";
import { BlinkRefusal } from "./wire.ts";

/** What Blink says to whom it does not let do something; see `docs/products/blink.md#errors` (`forbidden-text`). */
export const FORBIDDEN = "You are not allowed to manage this resource";

const NO_WORKSPACE = "Can not find Workspace";
const ROTATION_GRACE = 300_000;

/** A caller that was let in: a personal API key, and its user. */
export interface Access {
  readonly user: UserRow;
  readonly key: ApiKeyRow;
}

/** What every rule decides with: the sandbox, its tables, who calls and what let them in. */
export interface Visit {
  readonly sandbox: Sandbox;
  readonly state: BlinkState;
  readonly caller: Caller;
  readonly access: Access;
}

/** How people know a key: its user's address, and its name. */
export function nameKey(user: UserRow, key: Pick<ApiKeyRow, "name">): string {
  return `${user.email} / ${key.name}`;
}

/** Lets the bearer of a personal API key in, and notes its use, or refuses it; see `docs/products/blink.md#authentication`. */
export function enter(state: BlinkState, { sandbox, caller, request }: Call): Access {
  const sent = headerText(request.headers["blink-api-key"]);
  if (sent === "") throw refuseWithoutKey(request.headers.authorization !== undefined);
  caller.carrier = "header";
  const key = state.apiKeys.find("value", sent) ?? findInGrace(state, sandbox, sent) ?? refuseKey(state, sent);
  const user = state.users.find("id", key.user_id) ?? refuseKey(state, sent);
  caller.credential = nameKey(user, key);
  const now = sandbox.clock.now();
  return { user, key: key.last_used === now ? key : state.apiKeys.update(key.seq, { last_used: now }) };
}

/** The key whose old value this is, where a rotation leaves it in force for a while (`rotation-end`). */
function findInGrace(state: BlinkState, sandbox: Sandbox, value: string): ApiKeyRow | undefined {
  const retired = state.retiredKeys.get(value);
  if (retired?.how !== "rotated" || choiceOf(sandbox, "rotation-end") === "at-once") return undefined;
  return sandbox.clock.now() < retired.at + ROTATION_GRACE ? state.apiKeys.find("id", retired.key_id) : undefined;
}

function refuseWithoutKey(hasAuthorization: boolean): BlinkRefusal {
  const hint = hasAuthorization ? "; Authorization is not looked at" : "";
  return unauthorized(`the request has no BLINK-API-KEY header${hint}`);
}

function refuseKey(state: BlinkState, value: string): never {
  const retired = state.retiredKeys.get(value);
  if (!retired) throw unauthorized(`no user has the key that was sent (${value.length} characters)`);
  throw unauthorized(`the key '${retired.name}' was ${retired.how} at ${new Date(retired.at).toISOString()}`);
}

/** `unauthorized-body`. */
function unauthorized(reason: string): BlinkRefusal {
  return new BlinkRefusal(401, "Unauthorized", { reason });
}

/** The workspace of a scoped path, or the caller's own choice where the path names none; see `docs/products/blink.md#workspaces`. */
export function findWorkspace({ state, access }: Visit, id: string | undefined): WorkspaceRow {
  const { email, tenant_role, selected_workspace, default_workspace } = access.user;
  const wanted = id ?? selected_workspace ?? default_workspace;
  const workspace = wanted === undefined ? undefined : state.workspaces.find("id", wanted);
  if (workspace) return workspace;
  if (id === undefined && tenant_role !== "Admin" && state.members.count("user", access.user.id) === 0) {
    const reason = `${email} (${tenant_role}) has no role in any workspace, and the path names none`;
    throw new BlinkRefusal(403, FORBIDDEN, { reason });
  }
  const none = `${email} has selected no workspace, and the path names none`;
  throw new BlinkRefusal(404, NO_WORKSPACE, { reason: id === undefined ? none : `there is no workspace '${id}'` });
}

/** What a user may do in a workspace; nothing without a role in it. */
export function rightsIn(state: BlinkState, user: UserRow, workspace: WorkspaceRow): readonly Right[] {
  if (user.tenant_role === "Admin") return RIGHTS;
  const role = roleIn(state, user, workspace);
  return role === undefined ? [] : (rightsOfBuiltIn(role) ?? state.roles.get(role)?.rights ?? []);
}

/** A user's role in a workspace, by its name. */
export function roleIn(state: BlinkState, user: UserRow, workspace: WorkspaceRow): string | undefined {
  return state.members.find("pair", pairKey(workspace.id, user.id))?.role;
}

/** Refuses a caller whose role in a workspace does not allow something; see `docs/products/blink.md#role-matrix`. */
export function demandRight({ sandbox, state, access }: Visit, workspace: WorkspaceRow, right: Right): void {
  const { user } = access;
  if (rightsIn(state, user, workspace).includes(right)) return;
  const role = roleIn(state, user, workspace);
  const may = right === "manage-runners" && role === "Contributor";
  if (may && choiceOf(sandbox, "runner-managers") === "contributors-too") return;
  const standing = role === undefined ? "no role" : `the role ${role}`;
  const reason = `${user.email} (${user.tenant_role}) has ${standing} in workspace '${workspace.name}', which does not allow to ${right.replace("-", " ")}`;
  throw new BlinkRefusal(403, FORBIDDEN, { reason });
}

/** Refuses whoever is no company Admin. */
export function demandAdmin({ access }: Visit, what: string): void {
  const { email, tenant_role } = access.user;
  if (tenant_role === "Admin") return;
  throw new BlinkRefusal(403, FORBIDDEN, { reason: `${email} is a ${tenant_role}; ${what} takes a company Admin` });
}

function headerText(value: string | string[] | undefined): string {
  if (value === undefined) return "";
  return (typeof value === "string" ? value : value.join(", ")).trim();
}
