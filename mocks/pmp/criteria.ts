/** What a dynamic group can look at: the columns of the resource list's search; see `docs/products/pmp.md#resource-groups`. */
export const CRITERIA_COLUMNS = [
  "RESOURCENAME",
  "RESOURCE_TYPE",
  "RESOURCEDESC",
  "IPADDRESS",
  "OPERATINGSYSTEM",
  "DEPARTMENT",
  "LOCATION",
  "DOMAINNAME",
  "RESOURCEURL",
] as const;

/** How a column is compared, whatever its case (`guessed-paths`). */
export const CRITERIA_OPERATORS = [
  "equals",
  "not equals",
  "contains",
  "not contains",
  "starts with",
  "ends with",
] as const;

/** How a criterion is joined to those before it. */
export const CRITERIA_CONDITIONS = ["AND", "OR"] as const;

/** One thing that a dynamic group asks of a resource. */
export interface Criterion {
  readonly column: (typeof CRITERIA_COLUMNS)[number];
  readonly operator: (typeof CRITERIA_OPERATORS)[number];
  readonly value: string;
  readonly condition: (typeof CRITERIA_CONDITIONS)[number];
}
