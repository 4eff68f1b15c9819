import { z } from "zod";
import { assumed, documented, observed } from "../../../src/http/evidence.ts";
import { CRITERIA_COLUMNS, CRITERIA_CONDITIONS, CRITERIA_OPERATORS } from "../criteria.ts";
import { count, list, text, word } from "../members.ts";
import { operation } from "../operation.ts";
import { audit } from "../rules/audit.ts";
import { removeShares } from "../rules/delete.ts";
import { findResource } from "../rules/find.ts";
import { findGroup, groupType, visibleGroups } from "../rules/groups.ts";
import { cutPage } from "../rules/listing.ts";
import { refuseValue } from "../rules/refuse-member.ts";
import { groupShape } from "../shapes.ts";

const common = {
  tag: "Resource groups",
  source: "docs/products/pmp.md#resource-groups",
  data: "fixture: pmp.resourceGroups",
  onlyPam360: true,
} as const;
const criteria = list(
  z.object({
    column: word(CRITERIA_COLUMNS, "What it looks at."),
    operator: word(CRITERIA_OPERATORS, "How it compares."),
    value: text("With what, whatever the case."),
    condition: word(CRITERIA_CONDITIONS, "How it is joined to those before it; AND when absent.").default("AND"),
  }),
).meta({ description: "Makes the group dynamic." });
const ours = assumed("the vendor's SDK has the call, its path is ours");

const listGroups = operation({
  ...common,
  id: "resource-groups.list",
  method: "GET",
  path: "/resourcegroup",
  summary: "List the resource groups that the caller sees",
  evidence: documented("the vendor's API help; 1 client"),
  assumptions: ["pam360-only-calls", "unseen-members", "unseen-messages"],
  name: "GET RESOURCE GROUPS",
  message: "Resource groups fetched successfully",
  right: "List Resources",
  details: z.object({
    limit: count("The most rows.").optional(),
    startIndex: count("Rows to skip.").optional(),
    searchType: word(["static", "dynamic", "all"], "Which kind.").optional(),
    searchValue: text("What the column holds a part of.").optional(),
    searchColumn: word(["resourceGroupName", "resourceGroupDescription", "ownerId", "all"], "Where.").optional(),
  }),
  reply: z.array(groupShape),
  handle(served) {
    const { limit, startIndex, searchType, searchValue, searchColumn = "all" } = served.details;
    const kinds = visibleGroups(served).filter((group) => {
      return searchType === undefined || searchType === "all" || searchType === groupType(group);
    });
    const rows = kinds.map((group) => ({
      resourceGroupId: String(group.GroupID),
      resourceGroupName: group.GroupName,
      resourceGroupDescription: group.Description,
      ownerId: String(group.OwnerID),
      groupType: groupType(group),
    }));
    const wanted = searchValue?.toLowerCase() ?? "";
    const columns = ["resourceGroupName", "resourceGroupDescription", "ownerId"] as const;
    const found = rows.filter((row) => {
      return columns.some((column) => {
        return (searchColumn === "all" || searchColumn === column) && row[column].toLowerCase().includes(wanted);
      });
    });
    const page = cutPage(served, found, { STARTINDEX: startIndex, LIMIT: limit });
    return { details: page.rows.length > 0 ? page.rows : undefined, totalRows: page.total };
  },
});

/** POST `associateResources` and `dissociateResources`. */
function membershipOperation(verb: "associate" | "dissociate") {
  return operation({
    ...common,
    id: `resource-groups.${verb}`,
    method: "POST",
    path: `/resourcegroup/:groupId/${verb}Resources`,
    summary: verb === "associate" ? "Put resources into a group" : "Take resources out of a group",
    evidence: verb === "associate" ? observed("1 client") : ours,
    assumptions: ["pam360-only-calls", "guessed-paths", "unseen-messages"],
    name: `${verb.toUpperCase()} RESOURCES`,
    message: `Resources ${verb}d successfully`,
    right: "Edit Resources",
    details: z.object({ RESOURCEIDS: list(count("A resource's id.")) }),
    handle(served) {
      const { state } = served;
      const group = findGroup(served, served.params.groupId, "Edit Resources");
      if (group.Criteria) {
        throw refuseValue(state, "RESOURCEIDS", `'${group.GroupName}' is dynamic and finds its resources by itself`);
      }
      for (const id of served.details.RESOURCEIDS) {
        const { ResourceID } = findResource(served, String(id), "Edit Resources");
        const known = state.memberships.where("resource", ResourceID).find(({ GroupID }) => GroupID === group.GroupID);
        if (verb === "associate" && !known) state.memberships.insert({ GroupID: group.GroupID, ResourceID });
        if (verb === "dissociate" && known) state.memberships.delete(known.MembershipID);
      }
      audit(served, verb === "associate" ? "Resources Associated" : "Resources Dissociated");
      return {};
    },
  });
}

const create = operation({
  ...common,
  id: "resource-groups.create",
  method: "POST",
  path: "/resourcegroup",
  summary: "Create a resource group; with criteria a dynamic one, whose resources are found anew each time",
  evidence: ours,
  assumptions: ["pam360-only-calls", "guessed-paths", "unseen-messages"],
  name: "CREATE RESOURCE GROUP",
  message: "Resource group created successfully",
  right: "Create Resources",
  details: z.object({
    resourceGroupName: text("Its name.", 255),
    resourceGroupDescription: text("What it is for.").optional(),
    criteria: criteria.optional(),
  }),
  reply: z.object({ resourceGroupId: z.string() }),
  handle(served) {
    const { resourceGroupName: name, resourceGroupDescription = "", criteria: Criteria } = served.details;
    if (served.state.resourceGroups.find("name", name)) {
      throw refuseValue(served.state, "resourceGroupName", `there is a group '${name}' already`);
    }
    const OwnerID = served.access.user.UserID;
    const group = served.state.resourceGroups.insert({
      GroupName: name,
      Description: resourceGroupDescription,
      OwnerID,
      Criteria,
    });
    audit(served, "Resource Group Added");
    return { details: { resourceGroupId: String(group.GroupID) } };
  },
});

const edit = operation({
  ...common,
  id: "resource-groups.edit",
  method: "PUT",
  path: "/resourcegroup/:groupId",
  summary: "Change a resource group; what is not given stays",
  evidence: ours,
  assumptions: ["pam360-only-calls", "guessed-paths", "unseen-messages"],
  name: "EDIT RESOURCE GROUP",
  message: "Resource group modified successfully",
  right: "Edit Resources",
  details: z.object({
    resourceGroupName: text("Its new name.", 255).optional(),
    resourceGroupDescription: text("What it is for.").optional(),
    criteria: criteria.optional(),
  }),
  handle(served) {
    const group = findGroup(served, served.params.groupId, "Edit Resources");
    const { resourceGroupName: name = group.GroupName, resourceGroupDescription } = served.details;
    if (served.details.criteria && !group.Criteria) {
      throw refuseValue(
        served.state,
        "criteria",
        `'${group.GroupName}' is static: its resources are listed one by one`,
      );
    }
    const holder = served.state.resourceGroups.find("name", name);
    if (holder && holder.GroupID !== group.GroupID) {
      throw refuseValue(served.state, "resourceGroupName", `there is another group '${name}'`);
    }
    const Description = resourceGroupDescription ?? group.Description;
    const Criteria = served.details.criteria ?? group.Criteria;
    served.state.resourceGroups.update(group.GroupID, { GroupName: name, Description, Criteria });
    audit(served, "Resource Group Modified");
    return {};
  },
});

const remove = operation({
  ...common,
  id: "resource-groups.delete",
  method: "DELETE",
  path: "/resourcegroup/:groupId",
  summary: "Delete a resource group; its resources stay",
  evidence: ours,
  assumptions: ["pam360-only-calls", "guessed-paths", "unseen-messages"],
  name: "DELETE RESOURCE GROUP",
  message: "Resource group deleted successfully",
  right: "Edit Resources",
  handle(served) {
    const { state } = served;
    const { GroupID } = findGroup(served, served.params.groupId, "Edit Resources");
    for (const { MembershipID } of state.memberships.where("group", GroupID)) state.memberships.delete(MembershipID);
    removeShares(state, "group", GroupID);
    state.resourceGroups.delete(GroupID);
    audit(served, "Resource Group Deleted");
    return {};
  },
});

export const resourceGroupOperations = [
  listGroups,
  membershipOperation("associate"),
  membershipOperation("dissociate"),
  create,
  edit,
  remove,
];
