import { remember } from "../../src/engine/remember.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Call, Caller } from "../../src/http/call.ts";
import { choiceOf } from "./choice.ts";
import { checkHost } from "./host-binding.ts";
import { nameUser } from "./name-user.ts";
import { isAdministratorType, type Right } from "./role-matrix.ts";
import { useSession } from "./rules/sessions.ts";
import type { UserRow } from "./state/users.ts";
import type { PmpState } from "./state.ts";
import { textOf } from "./texts.ts";
import { endOfKey, endOfUser } from "./validity.ts";
import { refuseCaller } from "./wire.ts";

/** By which way a caller comes in, as the audit's `Client Type` says it (`audit-texts`). */
type ClientType = "REST API" | "Native API" | "XML-RPC" | "SSH CLI";

/** A caller that was let in. */
export interface Access {
  readonly user: UserRow;
  /** Rights of the user's custom role; none for the built-in ones. */
  readonly rights: readonly Right[];
  /** Whether the super administrator's mark counts. */
  readonly seesAll: boolean;
  /** The user groups that the user is in. */
  readonly groups: readonly number[];
  readonly client: ClientType;
}

/** What every rule decides with: the sandbox, its tables, who calls and what let them in. */
export interface Visit {
  readonly sandbox: Sandbox;
  readonly state: PmpState;
  readonly caller: Caller;
  readonly access: Access;
}

/**
 * Lets the bearer of a REST token in or refuses it, in the order: token, host, REST switch, lock, expiry, organisation
 * (`refusal-order`). See `docs/products/pmp.md#tokens` and `docs/products/pmp.md#authentication-failures`.
 */
export function enter(
  state: PmpState,
  call: Call,
  query: ReadonlyMap<string, string>,
  client: "REST API" | "Native API",
): Access {
  const { sandbox, caller } = call;
  const token = takeToken(state, call, query);
  const session = state.sessions.find("authKey", token);
  if (session) {
    const person = useSession(state, sandbox, session, headerText(call.request.headers.sessionid));
    caller.credential = nameUser(person);
    checkUser(state, sandbox, person);
    checkOrganisation(state, call);
    return accessOf(state, person, client);
  }
  const user = state.users.find("key", token) ?? refuseUnknownToken(state, token);
  caller.credential = nameUser(user);
  checkHost(state, sandbox, caller, user);
  if (!user.RestApi) {
    const why = `REST API is switched off for ${nameUser(user)}`;
    throw refuseCaller(textOf(state, "rest-disabled"), why);
  }
  checkUser(state, sandbox, user);
  checkKeyAge(state, sandbox, user);
  checkOrganisation(state, call);
  return accessOf(state, user, client);
}

/** Refuses a user who is locked or has expired, whichever way it comes in. */
export function checkUser(state: PmpState, sandbox: Sandbox, user: UserRow): void {
  if (user.Locked) throw refuseCaller(textOf(state, "locked-user"), `${nameUser(user)} is locked`);
  // The usual case, told without reckoning with days.
  if (user.ExpiresOn === undefined) return;
  const end = endOfUser(state, user);
  const now = sandbox.clock.now();
  if (end === undefined || now < end) return;
  const last = `${user.ExpiresOn} (${new Date(end).toISOString()})`;
  const why = `${nameUser(user)} expired with ${last}, the sandbox's clock says ${new Date(now).toISOString()}`;
  throw refuseCaller(textOf(state, "expired-user"), why);
}

const rememberGroups = remember<PmpState, readonly number[]>((state) => [state.userGroups]);

function listGroups(state: PmpState, { UserID }: UserRow): number[] {
  return [...state.userGroups.all()]
    .filter(({ Members }) => Members.includes(UserID))
    .map((group) => group.UserGroupID);
}

/** What a user who was let in may be judged by. */
function accessOf(state: PmpState, user: UserRow, client: ClientType): Access {
  const rights = state.roles.find("name", user.Role)?.Rights ?? [];
  const groups = rememberGroups(state, user.UserID, () => listGroups(state, user));
  return { user, rights, seesAll: user.SuperAdmin && isAdministratorType(user.Role, rights), groups, client };
}

/** Refuses a key that has expired before its user. */
function checkKeyAge(state: PmpState, sandbox: Sandbox, user: UserRow): void {
  const end = endOfKey(state, user);
  const now = sandbox.clock.now();
  if (end === undefined || now < end) return;
  const why = `the token of ${nameUser(user)} expired at ${new Date(end).toISOString()}, the sandbox's clock says ${new Date(now).toISOString()}`;
  throw refuseCaller(textOf(state, "expired-user"), why);
}

/** `orgName` must name an organisation of an MSP edition, picks nothing (`organisation-content`) and means nothing elsewhere; see `docs/products/pmp.md#organisations`. */
export function checkOrganisation(state: PmpState, { request }: Pick<Call, "request">): void {
  const organisations = state.settings.get(1)?.Organisations ?? [];
  const wanted = headerText(request.headers.orgname);
  if (organisations.length === 0 || wanted === "" || organisations.includes(wanted)) return;
  const why = `orgName is '${wanted}'; the organisations are ${organisations.join(", ")}`;
  throw refuseCaller(textOf(state, "unknown-organisation"), why);
}

/** The token that counts: header before query, AUTHTOKEN before APP_AUTHTOKEN (`token-precedence`). */
function takeToken(state: PmpState, { sandbox, caller, request }: Call, query: ReadonlyMap<string, string>): string {
  const { headers } = request;
  const takesApp = choiceOf(sandbox, "app-token") === "yes";
  const inHeader = headerText(headers.authtoken) || (takesApp ? headerText(headers.app_authtoken) : "");
  if (inHeader !== "") {
    caller.carrier = "header";
    return inHeader;
  }
  const inQuery = query.get("AUTHTOKEN") || (takesApp ? query.get("APP_AUTHTOKEN") : "") || "";
  if (inQuery === "") {
    const why =
      headers.authorization === undefined
        ? "the request carries no token: neither as AUTHTOKEN header nor in the query"
        : "the request carries no token: Authorization is none here, send an AUTHTOKEN header";
    throw refuseCaller(textOf(state, "missing-token"), why);
  }
  caller.carrier = "query";
  if (choiceOf(sandbox, "query-token") === "accepted") return inQuery;
  throw refuseCaller(textOf(state, "query-token"), "the token is in the query, where it is switched off (query-token)");
}

function refuseUnknownToken(state: PmpState, token: string): never {
  const retired = state.retiredKeys.get(token);
  const why = retired
    ? `the key of ${retired.Name} was ${retired.How} at ${new Date(retired.At).toISOString()}`
    : `no user of this server has the token that was sent (${token.length} characters)`;
  throw refuseCaller("API key received is not associated to any user. Authentication failed.", why);
}

function headerText(value: string | string[] | undefined): string {
  if (value === undefined) return "";
  return (typeof value === "string" ? value : value.join(", ")).trim();
}
