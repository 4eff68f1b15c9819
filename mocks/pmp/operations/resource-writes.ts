import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { choiceOf } from "../choice.ts";
import { count, customFieldList, flag, LONGEST_PASSWORD, text } from "../members.ts";
import { operation } from "../operation.ts";
import { createResource } from "../rules/create-resource.ts";
import { deleteResource } from "../rules/delete.ts";
import { editResource } from "../rules/edit-resource.ts";
import { findResource } from "../rules/find.ts";
import { nameOfPolicy, nameOfType } from "../rules/name-by-id.ts";
import { refuseMissing } from "../rules/refuse-member.ts";

const tag = "Resources";
const source = "docs/products/pmp.md#resources";
const data = "fixture: pmp.resources";

const describing = {
  RESOURCEDESCRIPTION: text("What it is.").optional(),
  RESOURCEURL: text("Its address on the web.").optional(),
  RESOURCEPASSWORDPOLICY: text("A policy's name.").optional(),
  LOCATION: text("Where it is.").optional(),
  DEPARTMENT: text("Whose it is.").optional(),
  DNSNAME: text("Its name in DNS or its address.").optional(),
  DOMAINNAME: text("Its domain.").optional(),
  OWNERNAME: text("Another owner, perhaps as DOMAIN\\USER.").optional(),
  RESOURCECUSTOMFIELD: customFieldList("Values of custom fields.").optional(),
};

const create = operation({
  id: "resources.create",
  method: "POST",
  path: "/resources",
  tag,
  summary: "Create a resource with its first account",
  evidence: observed("5 clients, samples"),
  source,
  assumptions: ["unknown-names", "resource-exists", "name-case", "unseen-members"],
  data,
  name: "CREATE RESOURCE",
  message: "Resource <RESOURCENAME> has been added successfully",
  right: "Create Resources",
  details: z.object({
    RESOURCENAME: text("Its name.", 255),
    ACCOUNTNAME: text("The first account's name; PAM360 can do without one.", 255).optional(),
    RESOURCETYPE: text("A type's name."),
    PASSWORD: text("The first account's password; may be empty.", LONGEST_PASSWORD).optional(),
    NOTES: text("Notes of the account.").optional(),
    RESOURCEGROUPNAME: text("The group that it goes into.").optional(),
    ACCOUNTPASSWORDPOLICY: text("A policy's name.").optional(),
    ACCOUNTCUSTOMFIELD: customFieldList("Values of custom fields of the account.").optional(),
    ISOWNER: flag("Accepted, and without effect.").optional(),
    ISPRIVATEKEYENABLED: flag("Accepted, and without effect.").optional(),
    ...describing,
  }),
  reply: z.object({ RESOURCEID: z.string() }).describe("PAM360 alone."),
  handle(served) {
    const isPam360 = served.state.settings.get(1)?.Flavour === "pam360";
    if (!isPam360 && served.details.ACCOUNTNAME === undefined) throw refuseMissing(served.state, "ACCOUNTNAME");
    const resource = createResource(served, served.details);
    return {
      message: `Resource ${resource.ResourceName} has been added successfully`,
      details: isPam360 ? { RESOURCEID: String(resource.ResourceID) } : undefined,
    };
  },
});

const edit = operation({
  id: "resources.edit",
  method: "PUT",
  path: "/resources/:resourceId",
  tag,
  summary: "Change a resource; what is not given stays",
  evidence: observed("1 client, a sample"),
  source,
  assumptions: ["edited-resource-name", "unknown-names", "resource-exists", "not-shared"],
  data,
  name: "EDIT RESOURCE",
  message: "Resource  modified successfully.",
  right: "Edit Resources",
  details: z.object({
    RESOURCENAME: text("Its new name.", 255).optional(),
    RESOURCETYPE: text("A type's name.").optional(),
    RESOURCETYPEID: count("PAM360: the type's id instead.").optional(),
    RESOURCEPASSWORDPOLICYID: count("PAM360: the policy's id instead.").optional(),
    ...describing,
  }),
  handle(served) {
    const { details, sandbox } = served;
    const resource = findResource(served, served.params.resourceId, "Edit Resources");
    const { RESOURCETYPEID: typeId, RESOURCEPASSWORDPOLICYID: policyId } = details;
    const RESOURCETYPE = nameOfType(served, details.RESOURCETYPE, typeId);
    const member = "RESOURCEPASSWORDPOLICYID";
    const RESOURCEPASSWORDPOLICY = nameOfPolicy(served, details.RESOURCEPASSWORDPOLICY, policyId, member);
    editResource(served, resource, { ...details, RESOURCETYPE, RESOURCEPASSWORDPOLICY });
    const name = choiceOf(sandbox, "edited-resource-name") === "empty" ? "" : (details.RESOURCENAME ?? "");
    return { message: `Resource ${name} modified successfully.` };
  },
});

const remove = operation({
  id: "resources.delete",
  method: "DELETE",
  path: "/resources/:resourceId",
  tag,
  summary: "Delete a resource with its accounts",
  evidence: observed("2 clients"),
  source,
  assumptions: ["delete-cascade", "unseen-messages", "not-shared"],
  data,
  name: "DELETE RESOURCE",
  message: "Resource deleted successfully",
  right: "Edit Resources",
  handle(served) {
    deleteResource(served, findResource(served, served.params.resourceId, "Edit Resources"));
    return {};
  },
});

export const resourceWrites = [create, edit, remove];
