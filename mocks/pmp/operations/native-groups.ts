import { z } from "zod";
import { count, text, word } from "../members.ts";
import { type NativeCall, nativeCall } from "../native-call.ts";
import { resourceInList } from "../resource-json.ts";
import { resourcesOf } from "../rules/group-members.ts";
import { findGroup, groupType, visibleGroups } from "../rules/groups.ts";
import { cutPage } from "../rules/listing.ts";
import { seesResource } from "../rules/sight.ts";

const right = "List Resources";

/** Resource groups through the native API, in PMP and PAM360 alike; see `docs/products/pmp.md#resource-groups` (`native-replies`). */
export const groupCalls: readonly NativeCall[] = [
  nativeCall("GET_RESOURCEGROUPS", {
    message: "Resource groups fetched successfully",
    right,
    details: z.object({
      GROUPOWNERID: count("Whose groups; all that the caller sees when absent.").optional(),
      GROUPID: text("A group's id.").optional(),
      NODETYPE: word(["PARENTNODE", "GROUPNODE"], "With GROUPID: that group, or the groups in it.").optional(),
    }),
    run(visit) {
      const { GROUPOWNERID, GROUPID, NODETYPE = "PARENTNODE" } = visit.details;
      const group = GROUPID === undefined ? undefined : findGroup(visit, GROUPID);
      // Groups do not nest here, so that there is none in any.
      const inGroup = group && (NODETYPE === "GROUPNODE" ? [] : [group]);
      const found = (inGroup ?? visibleGroups(visit)).filter(({ OwnerID }) => {
        return GROUPOWNERID === undefined || OwnerID === GROUPOWNERID;
      });
      const rows = found.map((one) => ({
        "GROUP ID": String(one.GroupID),
        "GROUP NAME": one.GroupName,
        "GROUP DESCRIPTION": one.Description,
        "GROUP OWNER ID": String(one.OwnerID),
        "GROUP TYPE": groupType(one),
      }));
      return { details: rows.length > 0 ? rows : undefined, totalRows: rows.length };
    },
  }),
  nativeCall("GET_GROUPRESOURCES", {
    message: "Resources fetched successfully",
    right,
    details: z.object({
      GROUPID: text("The group's id."),
      STARTINDEX: count("Rows to skip, from 0.").optional(),
      LIMIT: count("The most rows; all when absent.").optional(),
    }),
    run(visit) {
      const group = findGroup(visit, visit.details.GROUPID);
      const seen = resourcesOf(visit.state, group).filter((resource) => seesResource(visit, resource));
      const { rows, total } = cutPage(visit, seen, visit.details);
      const details = rows.map((resource) => resourceInList(visit, resource));
      return { details: details.length > 0 ? details : undefined, totalRows: total };
    },
  }),
];
