import type { Visit } from "../access.ts";
import { mergeCustomValues } from "../custom-fields.ts";
import { isAdministratorType } from "../role-matrix.ts";
import type { UserRow } from "../state/users.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import type { PmpState } from "../state.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import { checkCompliance, findPolicy } from "./policies.ts";
import { refuseValue } from "./refuse-member.ts";

/** Labels and values of custom fields, as they are sent. */
export type CustomInput = readonly { readonly CUSTOMLABEL: string; readonly CUSTOMVALUE: string }[] | undefined;

/** What describes a resource, under the names of the wire. */
export interface ResourceInput {
  readonly RESOURCEDESCRIPTION?: string | undefined;
  readonly RESOURCEURL?: string | undefined;
  readonly RESOURCEPASSWORDPOLICY?: string | undefined;
  readonly LOCATION?: string | undefined;
  readonly DEPARTMENT?: string | undefined;
  readonly DNSNAME?: string | undefined;
  readonly DOMAINNAME?: string | undefined;
  readonly OWNERNAME?: string | undefined;
  readonly RESOURCECUSTOMFIELD?: CustomInput;
}

/** What describes an account. */
export interface AccountInput {
  readonly ACCOUNTNAME: string;
  readonly PASSWORD?: string | undefined;
  readonly NOTES?: string | undefined;
  readonly ACCOUNTPASSWORDPOLICY?: string | undefined;
  readonly ACCOUNTCUSTOMFIELD?: CustomInput;
}

/** A resource that is to be. */
interface NewResource extends ResourceInput, Omit<AccountInput, "ACCOUNTNAME"> {
  readonly RESOURCENAME: string;
  /** Of the first account, where it comes with one. */
  readonly ACCOUNTNAME?: string | undefined;
  readonly RESOURCETYPE: string;
  readonly RESOURCEGROUPNAME?: string | undefined;
}

/** Creates a resource, with its first account where that is named; the caller owns it unless `OWNERNAME` says otherwise. See `docs/products/pmp.md#resources`. */
export function createResource(visit: Visit, wanted: NewResource): ResourceRow {
  const { state, access } = visit;
  if (state.resources.find("name", wanted.RESOURCENAME)) {
    throw new PmpRefusal("Resource already exists", `there is a resource '${wanted.RESOURCENAME}' already`);
  }
  const policy = findPolicy(visit, wanted.RESOURCEPASSWORDPOLICY, "RESOURCEPASSWORDPOLICY");
  const owner = wanted.OWNERNAME === undefined ? access.user : findOwner(visit, wanted.OWNERNAME);
  const resource = state.resources.insert({
    ResourceName: wanted.RESOURCENAME,
    ResourceType: findType(visit, wanted.RESOURCETYPE),
    Description: wanted.RESOURCEDESCRIPTION ?? "",
    Notes: "",
    DnsName: wanted.DNSNAME ?? "",
    Url: wanted.RESOURCEURL ?? "",
    Department: wanted.DEPARTMENT ?? "",
    Location: wanted.LOCATION ?? "",
    DomainName: wanted.DOMAINNAME ?? "",
    OwnerID: owner.UserID,
    Policy: policy.PolicyName,
    Control: undefined,
    ReasonRequired: false,
    TicketRequired: false,
    CustomValues: mergeCustomValues(visit, "resource", "RESOURCECUSTOMFIELD", {}, wanted.RESOURCECUSTOMFIELD),
    RemoteReset: undefined,
  });
  const { ACCOUNTNAME } = wanted;
  const account = ACCOUNTNAME === undefined ? undefined : createAccount(visit, resource, { ...wanted, ACCOUNTNAME });
  // An unknown group leaves the resource outside of any (`unknown-names`).
  const group = state.resourceGroups.find("name", wanted.RESOURCEGROUPNAME ?? "");
  if (group) state.memberships.insert({ GroupID: group.GroupID, ResourceID: resource.ResourceID });
  audit(visit, "Resource Added", { resource });
  if (account) audit(visit, "Account Added", { resource, account });
  return resource;
}

/** Creates an account of a resource, which does not have one of that name. */
export function createAccount(visit: Visit, resource: ResourceRow, wanted: AccountInput): AccountRow {
  const { state, sandbox } = visit;
  const named = wanted.ACCOUNTPASSWORDPOLICY ?? resource.Policy;
  const policy = findPolicy(visit, named, "ACCOUNTPASSWORDPOLICY");
  const password = wanted.PASSWORD ?? "";
  checkCompliance(visit, policy, password);
  return state.accounts.insert({
    PasswdID: undefined,
    ResourceID: resource.ResourceID,
    AccountName: wanted.ACCOUNTNAME,
    Notes: wanted.NOTES ?? "",
    OwnerID: undefined,
    Policy: policy.PolicyName,
    Password: password,
    ModifiedAt: undefined,
    CreatedAt: sandbox.clock.now(),
    Control: undefined,
    AutoLogonOnly: false,
    Favourites: [],
    TotpSecret: "",
    File: undefined,
    CustomValues: mergeCustomValues(visit, "account", "ACCOUNTCUSTOMFIELD", {}, wanted.ACCOUNTCUSTOMFIELD),
  });
}

/** The user of a name who can own; refused when there is none (`unknown-names`). A domain in front of the name is taken off. */
export function findOwner({ state }: Visit, name: string): UserRow {
  const [user] = [...state.users.where("name", name), ...state.users.where("name", name.replace(/^[^\\]*\\/, ""))];
  if (user && canOwn(state, user)) return user;
  const why = user ? `'${name}' is a ${user.Role}, who cannot own resources` : `there is no user '${name}'`;
  throw refuseValue(state, "OWNERNAME", why);
}

/** The name of a type that exists; refused when there is none (`unknown-names`). */
export function findType({ state }: Visit, name: string): string {
  if (state.resourceTypes.find("name", name)) return name;
  throw refuseValue(state, "RESOURCETYPE", `there is no resource type '${name}'`);
}

function canOwn(state: PmpState, user: UserRow): boolean {
  return isAdministratorType(user.Role, state.roles.find("name", user.Role)?.Rights);
}
