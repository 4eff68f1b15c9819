import type { Visit } from "../access.ts";
import type { Right } from "../role-matrix.ts";
import type { ResourceGroupRow } from "../state/vault.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { isId, notShared, notThere } from "./find.ts";
import { reaches } from "./rights.ts";
import { standToGroup } from "./sight.ts";

/** The resource group of an id, if the caller may do with it what `right` names; see `docs/products/pmp.md#resource-groups`. */
export function findGroup(visit: Visit, id: string | undefined, right: Right = "List Resources"): ResourceGroupRow {
  const group = isId(id) ? visit.state.resourceGroups.get(Number(id)) : undefined;
  if (!group) throw notThere(visit, "no-group", `there is no resource group ${id}`);
  const standing = standToGroup(visit, group);
  if (!reaches(visit, "List Resources", standing)) throw notShared(visit, "no-group", `group '${group.GroupName}'`);
  if (reaches(visit, right, standing)) return group;
  const why = `${visit.access.user.UserName} is not shared group '${group.GroupName}' far enough for '${right}'`;
  throw new PmpRefusal(textOf(visit.state, "not-permitted"), why);
}

/** The resource groups that the caller sees. */
export function visibleGroups(visit: Visit): ResourceGroupRow[] {
  const all = [...visit.state.resourceGroups.all()];
  return all.filter((group) => reaches(visit, "List Resources", standToGroup(visit, group)));
}

/** Whether a group lists its resources or finds them, in the words of the wire. */
export function groupType({ Criteria }: ResourceGroupRow): "static" | "dynamic" {
  return Criteria ? "dynamic" : "static";
}
