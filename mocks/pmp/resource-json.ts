import type { Visit } from "./access.ts";
import { accountInList } from "./account-json.ts";
import { choiceOf } from "./choice.ts";
import { customFieldsOf } from "./custom-fields.ts";
import { showsResourceSecrets } from "./rules/secret-fields.ts";
import { visibleAccounts } from "./rules/sight.ts";
import type { AccountRow, ResourceRow } from "./state/vault.ts";
import type { PmpState } from "./state.ts";

/** A resource as it stands in the list; see `docs/products/pmp.md#resource-shape`. */
export function resourceInList(visit: Visit, resource: ResourceRow): object {
  return {
    "RESOURCE DESCRIPTION": resource.Description,
    "RESOURCE TYPE": resource.ResourceType,
    "RESOURCE ID": String(resource.ResourceID),
    "RESOURCE NAME": resource.ResourceName,
    NOOFACCOUNTS: String(visibleAccounts(visit, resource).length),
  };
}

/** A resource with accounts of it. */
export function resourceWithAccounts(visit: Visit, resource: ResourceRow, accounts: readonly AccountRow[]): object {
  const list = accounts.map((account) => accountInList(visit, { account, resource }));
  const isText = list.length === 0 && choiceOf(visit.sandbox, "empty-account-list") === "an empty text";
  return {
    LOCATION: resource.Location,
    "RESOURCE DESCRIPTION": resource.Description,
    "RESOURCE TYPE": resource.ResourceType,
    "RESOURCE ID": String(resource.ResourceID),
    "ACCOUNT LIST": isText ? "" : list,
    DEPARTMENT: resource.Department,
    PASSWORDREQUEST_REASON_MANDATORY: "true",
    "RESOURCE OWNER": visit.state.users.get(resource.OwnerID)?.UserName ?? "",
    "RESOURCE PASSWORD POLICY": resource.Policy,
    IS_LOCAL_ACCOUNTS_AUTOLOGON_RESTRICTED: "false",
    "RESOURCE URL": resource.Url,
    IS_SSH_RESTRICTED: "false",
    NEWSSHTERMINAL: "false",
    "DOMAIN NAME": resource.DomainName,
    ALLOWOPENURLINBROWSER: "true",
    "RESOURCE NAME": resource.ResourceName,
    "DNS NAME": resource.DnsName,
    ISRDPRESTRICTED: "true",
    ...customFieldsOf(visit, "resource", resource.CustomValues, () => showsResourceSecrets(visit, resource)),
  };
}

/** The types whose names hold a part, as they stand in a list; all of them where none does, since clients test their connection so. */
export function typesInList(state: PmpState, part = ""): object[] {
  const all = [...state.resourceTypes.all()];
  const wanted = part.toLowerCase();
  const found = all.filter(({ ResourceTypeName }) => ResourceTypeName.toLowerCase().includes(wanted));
  return (found.length > 0 ? found : all).map(({ ResourceTypeID, ResourceTypeName }) => {
    return { RESOURCETYPEID: String(ResourceTypeID), RESOURCETYPENAME: ResourceTypeName };
  });
}
