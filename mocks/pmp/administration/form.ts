import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { readInstant } from "../../../src/engine/instant.ts";
import { choiceOf } from "../choice.ts";
import { toDay } from "../dates.ts";
import { findHostMistake, readHostNames } from "../host-names.ts";
import { userNamed } from "../plant/users.ts";
import { isAdministratorType, isBuiltIn, type Right, reachOf, reachOfCustomRole } from "../role-matrix.ts";
import { findGrantMistake, type Grant } from "../rules/granting.ts";
import { API_USER_ROLES, findNameTaker, roleExists } from "../rules/users.ts";
import { findPastDay } from "../rules/validity.ts";
import type { UserRow } from "../state/users.ts";
import type { Desk } from "./action.ts";

/** Who sits at the screen. */
export const by = z.string().default("admin").describe("The administrator at the screen.");
/** Whom it is about. */
export const userName = z.string().describe("The user's name.");
/** The two access scopes of the form; see `docs/products/pmp.md#api-user-form`. */
export const scope = z.enum(["All Passwords in the system", "Passwords Owned and Shared"]);

/** The fields of the form that can be changed later. */
export const fields = {
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .describe("The one host that may call: a name or an address; in PAM360 several."),
  fullName: z.string().max(255).describe("What audit trails and reports show."),
  role: z.string().describe(`The access level: ${API_USER_ROLES.join(", ")} or a custom role.`),
  publicKey: z.string().describe("Opens the SSH CLI."),
  certificate: z.string().describe("Opens XML-RPC."),
  rest: z.boolean().describe("Whether REST is switched on."),
  validity: z.string().describe("'Never Expires', or a last day such as '2027-01-31' or 'in 30 days'."),
  department: z.string().max(255),
  location: z.string().max(255),
};

/** The administrator at the screen; refused when the role does not open it. */
export function admitAdministrator({ state }: Desk, name: string, right: Right): UserRow {
  const user = userNamed(state, name);
  const rights = state.roles.find("name", user.Role)?.Rights ?? [];
  const reach = isBuiltIn(user.Role) ? reachOf(user.Role, right) : reachOfCustomRole(rights, right);
  if (reach !== "no" && !user.Locked) return user;
  const why = user.Locked ? "is locked" : `is a ${user.Role}, whose role does not allow '${right}'`;
  throw new EngineError(`'${name}' ${why}. Ask an Administrator or a Privileged Administrator.`);
}

/** The API user of a name; refused when there is none, or when a person has the name. */
export function findApiUser({ state }: Desk, name: string): UserRow {
  const [userPart = name, host] = name.split("@");
  const named = state.users.where("name", userPart).filter(({ Kind }) => Kind === "api");
  const user = host === undefined ? named[0] : named.find(({ HostNames }) => HostNames.includes(host));
  if (user && (host !== undefined || named.length === 1)) return user;
  if (user) throw new EngineError(`More than one API user is named '${name}'. Name it as user@hostname.`);
  const all = [...state.users.all()].filter(({ Kind }) => Kind === "api").slice(0, 20);
  const known = all.map(({ UserName }) => UserName).join(", ") || "none";
  throw new EngineError(`There is no API user '${name}'. There are: ${known}.`);
}

/** The hosts of the host name field. */
export function readHosts({ state }: Desk, field: string): string[] {
  return readHostNames(state.settings.get(1)?.Flavour ?? "pmp", field);
}

/** Refuses a name that is taken (`unique-api-user`), and hosts that an API user cannot have (`host-names`). */
export function checkName(
  { state, sandbox }: Desk,
  wanted: { readonly name: string; readonly hosts: readonly string[] },
  except?: number,
): void {
  const taker = findNameTaker(state, choiceOf(sandbox, "unique-api-user"), wanted, except);
  if (taker) throw new EngineError(`The username '${wanted.name}' is taken. A second host needs a second API user.`);
  const mistake = findHostMistake(state.settings.get(1)?.Flavour ?? "pmp", wanted.hosts);
  if (mistake !== undefined) throw new EngineError(mistake);
}

/** Refuses an access level that the form does not offer. */
export function checkRole({ state }: Desk, role: string): void {
  const offered = (API_USER_ROLES as readonly string[]).includes(role) || state.roles.find("name", role) !== undefined;
  if (roleExists(state, role) && offered) return;
  const custom = [...state.roles.all()].map(({ RoleName }) => RoleName);
  throw new EngineError(
    `'${role}' is not an access level of this form. Choose one of: ${[...API_USER_ROLES, ...custom].join(", ")}.`,
  );
}

/** Refuses an access scope that a role cannot have. */
export function checkScope({ state }: Desk, role: string, wanted: z.infer<typeof scope> | undefined): void {
  if (wanted === undefined || isAdministratorType(role, state.roles.find("name", role)?.Rights)) return;
  throw new EngineError(`'${role}' has no access scope: it is only for administrator types.`);
}

/** Refuses who gives what only administrator types give (`granting-roles`). */
export function checkGrant({ state }: Desk, giver: UserRow, grant: Grant): void {
  const mistake = findGrantMistake(state, giver, grant);
  if (mistake === undefined) return;
  throw new EngineError(`${mistake}. Ask an Administrator or a Privileged Administrator.`);
}

/** The last day that a validity means; undefined for never. */
export function readValidity(desk: Desk, text: string): string | undefined {
  if (/^never ?expires$/i.test(text)) return undefined;
  const { state, sandbox } = desk;
  const now = sandbox.clock.now();
  const zone = state.settings.get(1)?.Zone ?? "UTC";
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) && readInstant(text, now) ? text : toDay(readInstant(text, now), zone);
  const mistake = findPastDay(desk, day);
  if (mistake !== undefined) throw new EngineError(mistake);
  return day;
}
