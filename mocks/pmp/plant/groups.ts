import { EngineError } from "../../../src/engine/engine-error.ts";
import type { PmpPart } from "../fixture-schema.ts";
import type { PmpState } from "../state.ts";
import { plantShares } from "./shares.ts";
import { userNamed } from "./users.ts";

/** Turns the resource groups of a fixture into rows. */
export function plantGroups(state: PmpState, { resourceGroups }: PmpPart): void {
  for (const { id, name, description, owner, resources, criteria, shares } of resourceGroups) {
    const group = state.resourceGroups.insert({
      ...(id === undefined ? {} : { GroupID: id }),
      GroupName: name,
      Description: description,
      OwnerID: userNamed(state, owner).UserID,
      Criteria: criteria,
    });
    for (const resourceName of resources) {
      const resource = state.resources.find("name", resourceName);
      if (!resource)
        throw new EngineError(`resourceGroups: '${name}' has a resource '${resourceName}', which does not exist.`);
      state.memberships.insert({ GroupID: group.GroupID, ResourceID: resource.ResourceID });
    }
    plantShares(state, "group", group.GroupID, shares);
  }
}
