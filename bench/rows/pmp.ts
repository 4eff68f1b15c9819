import type { Row } from "../context.ts";
import { listPage, readById, readByNames, searchAll } from "../pmp/served.ts";
import { measureServed, profileServed, type Served } from "../served.ts";

/** The one request that PMP's clients live on, among few and many resources. */
export const pmpById = toRow("pmp-by-id", "PMP: GET …/resources/{id}/accounts/{id}/password, audited", readById);

/** The pair of requests of clients that know names. */
export const pmpByNames = toRow("pmp-by-names", "PMP: getResourceIdAccountId, then the password", readByNames);

/** A page of a long list. */
export const pmpList = toRow("pmp-list", "PMP: GET …/resources, 50 from the middle of 10,000", listPage);

/** A search that has to look at every resource. */
export const pmpSearch = toRow("pmp-search", "PMP: GET …/resources with SEARCHVALUE, one match", searchAll);

function toRow(id: string, title: string, served: Served): Row {
  return {
    id,
    title,
    profiles: "cpu",
    run: (context) => measureServed(context, served),
    profile: (context, flags) => profileServed(context, flags, served),
  };
}
