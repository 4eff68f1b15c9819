import { z } from "zod";
import { auditScreen } from "../rules/audit.ts";
import { removeAccount } from "../rules/delete.ts";
import { action } from "./action.ts";
import { accountName, actor, findAccount, findResource, resourceName } from "./find.ts";

const remove = action({
  id: "accounts.remove",
  summary: "Delete an account as somebody else does on the screen",
  source: "docs/products/pmp.md#accounts",
  input: z.strictObject({ by: actor, resource: resourceName, account: accountName }),
  run(desk, input) {
    const account = findAccount(desk, input.resource, input.account);
    removeAccount(desk.state, account.AccountID);
    auditScreen(desk, input.by, "Account Deleted", { account, resource: findResource(desk, input.resource) });
    return { id: account.AccountID };
  },
});

const exportResource = action({
  id: "resources.export",
  summary: "Show what a resource holds, passwords included; nobody is written down as a reader",
  source: "docs/products/pmp.md#accounts",
  input: z.strictObject({ resource: resourceName }),
  run(desk, input) {
    const { ResourceID } = findResource(desk, input.resource);
    return desk.state.accounts.where("resource", ResourceID).map(({ AccountID, AccountName, Password, Notes }) => ({
      id: AccountID,
      name: AccountName,
      password: Password,
      notes: Notes,
    }));
  },
});

/** What is done to the accounts of a resource, beside adding them. */
export const accountActions = [remove, exportResource];
