import { z } from "zod";
import { inferred, observed } from "../../../src/http/evidence.ts";
import { count, customFieldList, LONGEST_PASSWORD, list, text } from "../members.ts";
import { operation } from "../operation.ts";
import { addAccounts } from "../rules/add-accounts.ts";
import { deleteAccount } from "../rules/delete.ts";
import { editAccount } from "../rules/edit-resource.ts";
import { findAccount, findResource } from "../rules/find.ts";
import { nameOfPolicy } from "../rules/name-by-id.ts";

const tag = "Accounts";
const source = "docs/products/pmp.md#accounts";
const data = "fixture: pmp.resources[].accounts";

const newAccount = z.object({
  ACCOUNTNAME: text("Its name.", 255),
  PASSWORD: text("Its password; may be empty.", LONGEST_PASSWORD).optional(),
  NOTES: text("Notes.").optional(),
  ACCOUNTPASSWORDPOLICY: text("A policy's name; the resource's when absent.").optional(),
  ACCOUNTPASSWORDPOLICYID: count("PAM360: the policy's id instead.").optional(),
  ACCOUNTCUSTOMFIELD: customFieldList("Values of custom fields.").optional(),
});

const add = operation({
  id: "accounts.add",
  method: "POST",
  path: "/resources/:resourceId/accounts",
  tag,
  summary: "Add accounts to a resource",
  evidence: observed("4 clients, samples"),
  source,
  assumptions: ["duplicate-account", "unknown-names", "policy-violation", "not-shared"],
  data,
  name: "ADD ACCOUNTS",
  message: "Account(s) added successfully",
  right: "Create Resources",
  details: z.object({ ACCOUNTLIST: list(newAccount) }),
  reply: z.array(z.record(z.string(), z.object({ STATUS: z.string() }))),
  handle(served) {
    const resource = findResource(served, served.params.resourceId, "Edit Resources");
    const wanted = served.details.ACCOUNTLIST.map(({ ACCOUNTPASSWORDPOLICYID: id, ...one }) => {
      const ACCOUNTPASSWORDPOLICY = nameOfPolicy(served, one.ACCOUNTPASSWORDPOLICY, id, "ACCOUNTPASSWORDPOLICYID");
      return { ...one, ACCOUNTPASSWORDPOLICY };
    });
    const { rows, added } = addAccounts(served, resource, wanted);
    if (added === 0) return { status: "Failed", message: "Account(s) not added", details: rows };
    return { details: rows };
  },
});

const edit = operation({
  id: "accounts.edit",
  method: "PUT",
  path: "/resources/:resourceId/accounts/:accountId",
  tag,
  summary: "Change an account, but not its password; what is not given stays",
  evidence: observed("1 client, a sample"),
  source,
  assumptions: ["unknown-names", "not-shared"],
  data,
  name: "EDIT ACCOUNT",
  message: "Account <name> modified successfully",
  right: "Edit Resources",
  details: z.object({
    ACCOUNTNAME: text("Its new name.", 255).optional(),
    NOTES: text("Notes.").optional(),
    ACCOUNTPASSWORDPOLICY: text("A policy's name.").optional(),
    ACCOUNTPASSWORDPOLICYID: count("PAM360: the policy's id instead.").optional(),
    OWNERNAME: text("Another owner.").optional(),
    ACCOUNTCUSTOMFIELD: customFieldList("Values of custom fields.").optional(),
  }),
  handle(served) {
    const found = findAccount(served, served.params.resourceId, served.params.accountId, "Edit Resources");
    const { ACCOUNTPASSWORDPOLICYID: id, ...details } = served.details;
    const member = "ACCOUNTPASSWORDPOLICYID";
    const ACCOUNTPASSWORDPOLICY = nameOfPolicy(served, details.ACCOUNTPASSWORDPOLICY, id, member);
    const name = editAccount(served, found, { ...details, ACCOUNTPASSWORDPOLICY });
    return { message: `Account ${name} modified successfully` };
  },
});

const remove = operation({
  id: "accounts.delete",
  method: "DELETE",
  path: "/resources/:resourceId/accounts/:accountId",
  tag,
  summary: "Delete an account",
  evidence: inferred("an internal SDK has the call"),
  source,
  assumptions: ["delete-cascade", "unseen-messages", "not-shared"],
  data,
  name: "DELETE ACCOUNT",
  message: "Account deleted successfully",
  right: "Edit Resources",
  handle(served) {
    deleteAccount(served, findAccount(served, served.params.resourceId, served.params.accountId, "Edit Resources"));
    return {};
  },
});

export const accountWrites = [add, edit, remove];
