import type { ResourceRow } from "../state/vault.ts";

/** The columns of a resource that searches and dynamic groups look at; see `docs/products/pmp.md#resources` (`listing`). */
export const RESOURCE_COLUMNS: ReadonlyMap<string, (resource: ResourceRow) => string> = new Map([
  ["RESOURCE_TYPE", (resource: ResourceRow) => resource.ResourceType],
  ["RESOURCENAME", (resource: ResourceRow) => resource.ResourceName],
  ["RESOURCEDESC", (resource: ResourceRow) => resource.Description],
  ["IPADDRESS", (resource: ResourceRow) => resource.DnsName],
  ["OPERATINGSYSTEM", (resource: ResourceRow) => resource.ResourceType],
  ["DEPARTMENT", (resource: ResourceRow) => resource.Department],
  ["LOCATION", (resource: ResourceRow) => resource.Location],
  ["DOMAINNAME", (resource: ResourceRow) => resource.DomainName],
  ["RESOURCEURL", (resource: ResourceRow) => resource.Url],
]);

const ALL = [...RESOURCE_COLUMNS.values()];
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
