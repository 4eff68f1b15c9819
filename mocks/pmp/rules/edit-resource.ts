import type { Visit } from "../access.ts";
import { mergeCustomValues } from "../custom-fields.ts";
import type { ResourceRow } from "../state/vault.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import { type CustomInput, findOwner, findType, type ResourceInput } from "./create-resource.ts";
import type { FoundAccount } from "./find.ts";
import { findPolicy } from "./policies.ts";

/** Changes a resource; what is not given stays. See `docs/products/pmp.md#resources`. */
export function editResource(
  visit: Visit,
  resource: ResourceRow,
  wanted: ResourceInput & { readonly RESOURCENAME?: string | undefined; readonly RESOURCETYPE?: string | undefined },
): void {
  const { state } = visit;
  const name = wanted.RESOURCENAME ?? resource.ResourceName;
  const holder = state.resources.find("name", name);
  if (holder && holder.ResourceID !== resource.ResourceID) {
    throw new PmpRefusal("Resource already exists", `there is another resource '${name}'`);
  }
  const { RESOURCEPASSWORDPOLICY: policy, RESOURCECUSTOMFIELD: custom, OWNERNAME: owner } = wanted;
  const changed = state.resources.update(resource.ResourceID, {
    ResourceName: name,
    ResourceType: wanted.RESOURCETYPE === undefined ? resource.ResourceType : findType(visit, wanted.RESOURCETYPE),
    Description: wanted.RESOURCEDESCRIPTION ?? resource.Description,
    Url: wanted.RESOURCEURL ?? resource.Url,
    Policy: policy === undefined ? resource.Policy : findPolicy(visit, policy, "RESOURCEPASSWORDPOLICY").PolicyName,
    Location: wanted.LOCATION ?? resource.Location,
    Department: wanted.DEPARTMENT ?? resource.Department,
    DnsName: wanted.DNSNAME ?? resource.DnsName,
    DomainName: wanted.DOMAINNAME ?? resource.DomainName,
    OwnerID: owner === undefined ? resource.OwnerID : findOwner(visit, owner).UserID,
    CustomValues: mergeCustomValues(visit, "resource", "RESOURCECUSTOMFIELD", resource.CustomValues, custom),
  });
  audit(visit, "Resource Modified", { resource: changed });
}

/** What may be changed of an account; its password is not among it. */
interface AccountChange {
  readonly ACCOUNTNAME?: string | undefined;
  readonly NOTES?: string | undefined;
  readonly ACCOUNTPASSWORDPOLICY?: string | undefined;
  readonly OWNERNAME?: string | undefined;
  readonly ACCOUNTCUSTOMFIELD?: CustomInput;
}

/** Changes an account, and gives the name that it then has. See `docs/products/pmp.md#accounts`. */
export function editAccount(visit: Visit, { account, resource }: FoundAccount, wanted: AccountChange): string {
  const { state } = visit;
  const name = wanted.ACCOUNTNAME ?? account.AccountName;
  const holder = state.accounts.find("name", `${resource.ResourceID} ${name}`);
  if (holder && holder.AccountID !== account.AccountID) {
    const message = textOf(state, "invalid-value").replaceAll("<NAME>", "ACCOUNTNAME");
    throw new PmpRefusal(message, `'${resource.ResourceName}' has another account '${name}'`);
  }
  const { ACCOUNTPASSWORDPOLICY: policy, ACCOUNTCUSTOMFIELD: custom, OWNERNAME: owner } = wanted;
  const changed = state.accounts.update(account.AccountID, {
    AccountName: name,
    Notes: wanted.NOTES ?? account.Notes,
    Policy: policy === undefined ? account.Policy : findPolicy(visit, policy, "ACCOUNTPASSWORDPOLICY").PolicyName,
    OwnerID: owner === undefined ? account.OwnerID : findOwner(visit, owner).UserID,
    CustomValues: mergeCustomValues(visit, "account", "ACCOUNTCUSTOMFIELD", account.CustomValues, custom),
  });
  audit(visit, "Account Modified", { resource, account: changed });
  return name;
}
