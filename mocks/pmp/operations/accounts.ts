import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { accountDetails } from "../account-json.ts";
import { count, text } from "../members.ts";
import { operation } from "../operation.ts";
import { resourceWithAccounts } from "../resource-json.ts";
import { findAccount, findAccountByName, findResource } from "../rules/find.ts";
import { listAccounts } from "../rules/listing.ts";
import { readTotp } from "../rules/totp.ts";
import { accountShape, resourceWithAccountsShape } from "../shapes.ts";
import { listingMembers } from "./listing-members.ts";
import { twoNames } from "./resources.ts";

const tag = "Accounts";
const source = "docs/products/pmp.md#accounts";
const data = "fixture: pmp.resources[].accounts";
const ids = z.object({ ACCOUNTID: z.string(), RESOURCEID: z.string() });

const list = operation({
  id: "accounts.list",
  method: "GET",
  path: "/resources/:resourceId/accounts",
  tag,
  summary: "Show a resource with the accounts of it that the caller sees",
  evidence: observed("8 and more clients, recorded replies"),
  source: "docs/products/pmp.md#resource-shape",
  assumptions: ["empty-account-list", "listing", "not-shared", "passwd-id", "custom-fields"],
  data,
  name: "GET RESOURCE ACCOUNTLIST",
  message: "Resource details with account list fetched successfully",
  right: "List Resources",
  details: z.object({ ...listingMembers, GROUPID: count("The group it is looked at from.").optional() }),
  reply: resourceWithAccountsShape,
  handle(served) {
    const resource = findResource(served, served.params.resourceId);
    const { rows } = listAccounts(served, resource, served.details);
    return { details: resourceWithAccounts(served, resource, rows) };
  },
});

const get = operation({
  id: "accounts.get",
  method: "GET",
  path: "/resources/:resourceId/accounts/:accountId",
  tag,
  summary: "Show the details of an account, without its password",
  evidence: observed("3 clients, recorded replies"),
  source: "docs/products/pmp.md#account-shape",
  assumptions: ["not-found", "not-shared", "expiry-status", "policy-rules", "server-zone", "custom-fields"],
  data,
  name: "GET RESOURCE ACCOUNT DETAILS",
  message: "Account details fetched successfully",
  right: "List Resources",
  reply: accountShape,
  handle(served) {
    const found = findAccount(served, served.params.resourceId, served.params.accountId);
    return { details: accountDetails(served, found) };
  },
});

const NAME = "GET_RESOURCEACCOUNTID";
const MESSAGE = "Resource ID and account ID fetched successfully for the given resource name and account name.";

const idsByNames = operation({
  id: "accounts.ids",
  method: "GET",
  path: "/resources/getResourceIdAccountId",
  tag,
  summary: "Look up the ids of a resource and an account of it by their names",
  evidence: observed("6 clients, samples"),
  source: "docs/products/pmp.md#resources",
  assumptions: ["name-case", "not-found", "not-shared"],
  data,
  name: NAME,
  message: MESSAGE,
  right: "List Resources",
  query: twoNames,
  reply: ids,
  handle(served) {
    const { RESOURCENAME, ACCOUNTNAME } = served.query;
    const { account, resource } = findAccountByName(served, RESOURCENAME, ACCOUNTNAME);
    return { details: { ACCOUNTID: String(account.AccountID), RESOURCEID: String(resource.ResourceID) } };
  },
});

const idsByPath = operation({
  id: "accounts.ids-by-path",
  method: "GET",
  path: "/resources/resourcename/:resourceName/accounts/accountname/:accountName",
  tag,
  summary: "The same, with the names in the path",
  evidence: observed("3 clients"),
  source: "docs/products/pmp.md#resources",
  assumptions: ["name-case", "not-found", "not-shared"],
  data,
  name: NAME,
  message: MESSAGE,
  right: "List Resources",
  reply: ids,
  handle(served) {
    const { resourceName = "", accountName = "" } = served.params;
    const { account, resource } = findAccountByName(served, resourceName, accountName);
    return { details: { RESOURCEID: String(resource.ResourceID), ACCOUNTID: String(account.AccountID) } };
  },
});

const getTotp = operation({
  id: "accounts.totp",
  method: "GET",
  path: "/accounts/:accountId/totp",
  tag,
  summary: "A one-time code of an account",
  evidence: observed("the vendor's extension"),
  source,
  assumptions: ["unseen-members", "unseen-messages"],
  data: "fixture: pmp.resources[].accounts[].totpSecret",
  name: "GET TOTP",
  message: "TOTP fetched successfully",
  right: "Read Passwords",
  details: z.object({ REASON: text("Why.").optional(), TICKETID: text("The ticket.").optional() }),
  reply: z.object({ TOTP: z.string() }),
  handle: (served) => ({ details: { TOTP: readTotp(served, served.params.accountId, served.details) } }),
});

export const accountOperations = [list, get, idsByNames, idsByPath, getTotp];
