import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import { count, list, word } from "../members.ts";
import { operation } from "../operation.ts";
import { audit } from "../rules/audit.ts";
import { findAccount, findResource } from "../rules/find.ts";
import { findGroup } from "../rules/groups.ts";
import { shareThing } from "../rules/share.ts";

const source = "docs/products/pmp.md#sharing";
const levels = ["view", "modify", "fullaccess", "revoke"] as const;
const wish = z.object({
  ACCESSTYPE: word(levels, "How far; revoke ends it."),
  USERID: count("The user.").optional(),
  USERGROUPID: count("Or the user group.").optional(),
});

const shareResource = operation({
  id: "resources.share",
  method: "PUT",
  path: "/resources/:resourceId/share",
  tag: "Resources",
  summary: "Share a resource with a user or a user group, or end that",
  evidence: observed("1 client"),
  source,
  assumptions: ["share-levels", "unseen-messages", "not-shared"],
  data: "fixture: pmp.resources[].shares",
  name: "SHARE RESOURCE",
  message: "Resource shared successfully",
  right: "Share Resources",
  details: wish,
  handle(served) {
    const resource = findResource(served, served.params.resourceId, "Share Resources");
    shareThing(served, "resource", resource.ResourceID, served.details);
    audit(served, "Resource Shared", { resource });
    return {};
  },
});

const shareAccount = operation({
  id: "accounts.share",
  method: "PUT",
  path: "/resources/:resourceId/accounts/:accountId/share",
  tag: "Accounts",
  summary: "Share an account with a user or a user group, or end that",
  evidence: documented("the vendor's API help; 2 clients"),
  source,
  assumptions: ["share-levels", "unseen-messages", "not-shared"],
  data: "fixture: pmp.resources[].accounts[].shares",
  name: "SHARE ACCOUNT",
  message: "Account shared successfully",
  right: "Share Resources",
  details: wish,
  handle(served) {
    const found = findAccount(served, served.params.resourceId, served.params.accountId, "Share Resources");
    shareThing(served, "account", found.account.AccountID, served.details);
    audit(served, "Account Shared", found);
    return {};
  },
});

const shareGroup = operation({
  id: "resource-groups.share",
  method: "PUT",
  path: "/resourcegroup/share",
  tag: "Resource groups",
  summary: "Share resource groups with users or user groups, or end that",
  evidence: observed("1 client"),
  source,
  assumptions: ["pam360-only-calls", "share-levels", "unseen-messages"],
  data: "fixture: pmp.resourceGroups[].shares",
  name: "SHARE RESOURCE GROUP",
  message: "Resource group shared successfully",
  right: "Share Resources",
  onlyPam360: true,
  details: z.object({
    resourceGroupIds: list(count("A group's id.")),
    userIds: list(count("A user's id.")).optional(),
    userGroupIds: list(count("A user group's id.")).optional(),
    accessType: word(levels, "How far; revoke ends it."),
  }),
  handle(served) {
    const { resourceGroupIds, userIds, userGroupIds, accessType } = served.details;
    const targets = [
      ...(userIds ?? []).map((USERID) => ({ USERID })),
      ...(userGroupIds ?? []).map((USERGROUPID) => ({ USERGROUPID })),
    ];
    for (const id of resourceGroupIds) {
      const group = findGroup(served, String(id), "Share Resources");
      const wishes = targets.length > 0 ? targets : [{}];
      for (const target of wishes) shareThing(served, "group", group.GroupID, { ...target, ACCESSTYPE: accessType });
      audit(served, "Resource Group Shared");
    }
    return {};
  },
});

export const sharingOperations = [shareResource, shareAccount, shareGroup];
