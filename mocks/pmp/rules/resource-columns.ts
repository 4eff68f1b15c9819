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

const ALL = Object.values(RESOURCE_COLUMNS);
/** Between two columns. */
const APART = "\n";
/** What searches look through, from the first one on; a row that has changed is another row. */
const texts = new WeakMap<ResourceRow, string>();

/** Whether any column of a resource holds what is wanted, given in lower case. */
export function holdsAnywhere(resource: ResourceRow, wanted: string): boolean {
  if (wanted.includes(APART)) return ALL.some((read) => read(resource).toLowerCase().includes(wanted));
  let text = texts.get(resource);
  if (text === undefined) {
    text = ALL.map((read) => read(resource).toLowerCase()).join(APART);
    texts.set(resource, text);
  }
  return text.includes(wanted);
}
