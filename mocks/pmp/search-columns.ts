/** What `SEARCHCOLUMN` may be beside custom fields, with titles of ours; see `docs/products/pmp.md#resources` (`native-replies`). */
export const SEARCH_COLUMNS = {
  ALL: "All columns",
  RESOURCE_TYPE: "Resource type",
  RESOURCENAME: "Resource name",
  RESOURCEDESC: "Description",
  IPADDRESS: "DNS name or IP address",
  LOGINNAME: "User account",
  OPERATINGSYSTEM: "Operating system",
  DEPARTMENT: "Department",
  LOCATION: "Location",
  DOMAINNAME: "Domain name",
  RESOURCEURL: "Resource URL",
} as const;
