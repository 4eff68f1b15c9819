import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { isDay } from "../dates.ts";
import { findHostMistake, readHostNames } from "../host-names.ts";
import { NO_API_USER } from "../plant/users.ts";
import { isAdministratorType } from "../role-matrix.ts";
import type { UserRow } from "../state/users.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import { findGrantMistake } from "./granting.ts";
import { findPolicy } from "./policies.ts";
import { refuseMissing, refuseValue } from "./refuse-member.ts";
import { API_USER_ROLES, demandManager, findNameTaker, renewKey, roleExists } from "./users.ts";
import { findPastDay } from "./validity.ts";

/** The members that make a user; see `docs/products/pmp.md#creating-users`. */
interface NewUser {
  readonly USERNAME: string;
  readonly FIRSTNAME?: string | undefined;
  readonly LASTNAME?: string | undefined;
  readonly FULLNAME?: string | undefined;
  readonly EMAIL?: string | undefined;
  readonly ROLE: string;
  readonly ISSUPERADMIN?: boolean | undefined;
  readonly ISAPIUSER?: boolean | undefined;
  readonly HOSTNAME?: string | undefined;
  readonly PASSWORD?: string | undefined;
  readonly POLICY?: string | undefined;
  readonly DEPARTMENT?: string | undefined;
  readonly LOCATION?: string | undefined;
  readonly EXPIRYDATE?: string | undefined;
  readonly USERGROUPNAME?: string | undefined;
  readonly RESTAPIACCESS?: boolean | undefined;
  readonly TOKENVALIDITYDAYS?: number | undefined;
  readonly HOSTCHECK?: boolean | undefined;
}

/** Creates an ordinary or an API user as the REST call does. */
export function createUser(visit: Visit, wanted: NewUser): UserRow {
  const { state, sandbox } = visit;
  const isApi = wanted.ISAPIUSER ?? false;
  demandManager(visit, isApi ? "api" : "person");
  demandNames(visit, wanted);
  const hosts = isApi ? readHosts(visit, wanted) : [];
  const choice = choiceOf(sandbox, "unique-api-user");
  const taker = findNameTaker(state, choice, { name: wanted.USERNAME, hosts });
  if (taker) throw new PmpRefusal(textOf(state, "user-exists"), `there is a user '${wanted.USERNAME}' already`);
  checkRole(visit, wanted, isApi);
  if (wanted.POLICY !== undefined) findPolicy(visit, wanted.POLICY);
  const isPam360 = state.settings.get(1)?.Flavour === "pam360";
  const names = `${wanted.FIRSTNAME ?? ""} ${wanted.LASTNAME ?? ""}`.trim();
  const user = state.users.insert({
    ...NO_API_USER,
    UserName: wanted.USERNAME,
    Kind: isApi ? "api" : "person",
    FirstName: wanted.FIRSTNAME ?? "",
    LastName: wanted.LASTNAME ?? "",
    FullName: (wanted.FULLNAME ?? names) || wanted.USERNAME,
    Email: wanted.EMAIL ?? "",
    Role: wanted.ROLE,
    SuperAdmin: wanted.ISSUPERADMIN ?? false,
    Department: wanted.DEPARTMENT ?? "",
    Location: wanted.LOCATION ?? "",
    Locked: false,
    ExpiresOn: readExpiry(visit, wanted.EXPIRYDATE),
    Password: isApi ? "" : (wanted.PASSWORD ?? ""),
    SecondFactor: "",
    HostNames: hosts,
    HostCheck: isPam360 ? (wanted.HOSTCHECK ?? false) : true,
    // In PMP REST stays off until a key is generated on the screen (`rest-made-key`).
    RestApi: isApi && isPam360 && (wanted.RESTAPIACCESS ?? true),
    TokenDays: isPam360 ? wanted.TOKENVALIDITYDAYS : undefined,
  });
  joinGroup(visit, user, wanted.USERGROUPNAME);
  audit(visit, "User Added", { about: user });
  if (isApi && isPam360) renewKey(visit, user);
  return state.users.get(user.UserID) ?? user;
}

/** PAM360 wants to know who it is; see `docs/products/pmp.md#creating-users`. */
function demandNames({ state }: Visit, wanted: NewUser): void {
  if (state.settings.get(1)?.Flavour !== "pam360") return;
  for (const member of ["FIRSTNAME", "LASTNAME", "EMAIL"] as const) {
    if (wanted[member] === undefined) throw refuseMissing(state, member, `${member} is mandatory in PAM360`);
  }
}

function readHosts({ state }: Visit, { HOSTNAME, HOSTCHECK }: NewUser): string[] {
  const { Flavour = "pmp" } = state.settings.get(1) ?? {};
  const named = readHostNames(Flavour, HOSTNAME ?? "");
  const mistake = findHostMistake(Flavour, named);
  if (mistake !== undefined) throw refuseValue(state, "HOSTNAME", mistake);
  if (named.length > 0 || (Flavour === "pam360" && !HOSTCHECK)) return named;
  const message = textOf(state, "missing-member").replaceAll("<NAME>", "HOSTNAME");
  throw new PmpRefusal(message, "an API user is bound to a host");
}

function checkRole({ state, access }: Visit, { ROLE, ISSUPERADMIN }: NewUser, isApi: boolean): void {
  const offered = isApi ? (API_USER_ROLES as readonly string[]) : undefined;
  const custom = state.roles.find("name", ROLE);
  if (!roleExists(state, ROLE)) throw refuseValue(state, "ROLE", `there is no role '${ROLE}'`);
  if (offered && !custom && !offered.includes(ROLE)) {
    throw refuseValue(state, "ROLE", `the form does not offer '${ROLE}' to API users`);
  }
  const mistake = findGrantMistake(state, access.user, { role: ROLE, scope: ISSUPERADMIN });
  if (mistake !== undefined) throw new PmpRefusal(textOf(state, "not-permitted"), mistake);
  if (ISSUPERADMIN && !isAdministratorType(ROLE, custom?.Rights)) {
    throw refuseValue(state, "ISSUPERADMIN", `'${ROLE}' is of no administrator type`);
  }
}

function readExpiry(visit: Visit, text: string | undefined): string | undefined {
  if (text === undefined || text.toLowerCase() === "neverexpires") return undefined;
  const mistake = isDay(text) ? findPastDay(visit, text) : "expected NeverExpires or yyyy-MM-dd";
  if (mistake === undefined) return text;
  throw refuseValue(visit.state, "EXPIRYDATE", mistake);
}

function joinGroup({ state }: Visit, user: UserRow, name: string | undefined): void {
  if (name === undefined) return;
  const group = state.userGroups.find("name", name);
  if (!group) throw refuseValue(state, "USERGROUPNAME", `there is no user group '${name}'`);
  state.userGroups.update(group.UserGroupID, { Members: [...group.Members, user.UserID] });
}
