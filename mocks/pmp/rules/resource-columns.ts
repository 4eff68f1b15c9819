import type { ResourceRow } from "../state/vault.ts";

/** The columns of a resource that searches and dynamic groups look at; see `docs/products/pmp.md#resources` (`listing`). */
export const RESOURCE_COLUMNS: Readonly<Record<string, (resource: ResourceRow) => string>> = {
  RESOURCE_TYPE: (resource) => resource.ResourceType,
  RESOURCENAME: (resource) => resource.ResourceName,
  RESOURCEDESC: (resource) => resource.Description,
  IPADDRESS: (resource) => resource.DnsName,
  OPERATINGSYSTEM: (resource) => resource.ResourceType,
  DEPARTMENT: (resource) => resource.Department,
  LOCATION: (resource) => resource.Location,
  DOMAINNAME: (resource) => resource.DomainName,
  RESOURCEURL: (resource) => resource.Url,
};
