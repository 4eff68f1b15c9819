import type { Visit } from "../access.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { gatherFromList, gatherFromReach } from "./gather-records.ts";
import type { FoundRecord } from "./read-record.ts";
import { type Criteria, readCriteria } from "./search-criteria.ts";

/**
 * The records of a list, or of all within reach, that the criteria describe; without criteria all of them. Refused when there
 * is none: clients create what they do not find. See `docs/products/passwordstate.md#empty-results`.
 */
export function searchRecords(visit: Visit, criteria: Criteria, listId?: number): FoundRecord[] {
  const matches = readCriteria(visit, criteria);
  const found = listId === undefined ? gatherFromReach(visit, matches) : gatherFromList(visit, listId, matches);
  if (found.length > 0) return found;
  const where = listId === undefined ? `within reach of ${visit.access.name}` : `in list ${listId}`;
  throw new PasswordstateRefusal(404, "No Passwords matched the search.", `no record ${where} matches the search`);
}
