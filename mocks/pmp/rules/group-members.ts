import type { Criterion } from "../criteria.ts";
import type { ResourceGroupRow, ResourceRow } from "../state/vault.ts";
import type { PmpState } from "../state.ts";
import { RESOURCE_COLUMNS } from "./resource-columns.ts";

/** The ids of the groups that a resource is in: those that list it, and dynamic ones whose criteria it meets. */
export function groupsOf(state: PmpState, resource: ResourceRow): number[] {
  const listed = state.memberships.where("resource", resource.ResourceID).map(({ GroupID }) => GroupID);
  if (state.resourceGroups.count("kind", "dynamic") === 0) return listed;
  const dynamic = state.resourceGroups.where("kind", "dynamic").filter((group) => meets(resource, group));
  return [...listed, ...dynamic.map(({ GroupID }) => GroupID)];
}

/** The resources in a group, in id order. */
export function resourcesOf(state: PmpState, group: ResourceGroupRow): ResourceRow[] {
  if (group.Criteria) return [...state.resources.all()].filter((resource) => meets(resource, group));
  const ids = resourceIdsOf(state, group);
  return ids.sort((a, b) => a - b).flatMap((id) => state.resources.get(id) ?? []);
}

/** The ids of the resources in a group, in no order; of a group that lists them, none is read. */
export function resourceIdsOf(state: PmpState, group: ResourceGroupRow): number[] {
  if (group.Criteria) return resourcesOf(state, group).map(({ ResourceID }) => ResourceID);
  return state.memberships.where("group", group.GroupID).map(({ ResourceID }) => ResourceID);
}

/** Criteria from first to last, each joined to what those before it came to; case does not matter (`guessed-paths`). */
function meets(resource: ResourceRow, { Criteria = [] }: ResourceGroupRow): boolean {
  let met: boolean | undefined;
  for (const criterion of Criteria) {
    const one = meetsOne(resource, criterion);
    if (met === undefined) met = one;
    else met = criterion.condition === "OR" ? met || one : met && one;
  }
  return met ?? false;
}

function meetsOne(resource: ResourceRow, { column, operator, value }: Criterion): boolean {
  const text = RESOURCE_COLUMNS.get(column)?.(resource).toLowerCase() ?? "";
  const wanted = value.toLowerCase();
  switch (operator) {
    case "equals":
      return text === wanted;
    case "not equals":
      return text !== wanted;
    case "contains":
      return text.includes(wanted);
    case "not contains":
      return !text.includes(wanted);
    case "starts with":
      return text.startsWith(wanted);
    case "ends with":
      return text.endsWith(wanted);
  }
}
