import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { accountDetails } from "../account-json.ts";
import { envelopeSchema } from "../document.ts";
import { count, text } from "../members.ts";
import { operation } from "../operation.ts";
import { resourceInList } from "../resource-json.ts";
import { findAccount, findAccountById, findResource } from "../rules/find.ts";
import { groupsOf } from "../rules/group-members.ts";
import { readFile } from "../rules/read-file.ts";
import { findObstacle, readPassword } from "../rules/read-password.ts";
import { helpDeskCode } from "../rules/tickets.ts";
import { associatedGroupsShape, listedResource } from "../shapes.ts";
import { textOf } from "../texts.ts";
import { bytes } from "../wire.ts";

const motive = { REASON: text("Why.").optional(), TICKETID: text("The ticket's id.").optional() };

const bothDetails = operation({
  id: "resources.account-details",
  method: "GET",
  path: "/resources/getResourceAccountDetails",
  tag: "Resources",
  summary: "Show a resource and an account of it with its password, the latter as a document in a string",
  evidence: observed("1 client"),
  source: "docs/products/pmp.md#resources",
  assumptions: ["unseen-members", "unseen-messages", "password-markers", "custom-fields"],
  data: "fixture: pmp.resources[].accounts",
  name: "GET_RESOURCEACCOUNTDETAILS",
  message: "Resource and account details fetched successfully",
  right: "Read Passwords",
  details: z.object(motive),
  query: z.object({ RESOURCEID: count("The resource's id."), ACCOUNTID: count("The account's id.") }),
  reply: z.object({
    RESOURCEDETAILS: listedResource,
    ACCOUNTDETAILS: z
      .string()
      .describe("A JSON document in a string: the account's details with PASSWORD, or PASSWORD_REASON."),
  }),
  handle(served) {
    const { RESOURCEID, ACCOUNTID } = served.query;
    const found = findAccount(served, String(RESOURCEID), String(ACCOUNTID), "Read Passwords");
    const obstacle = findObstacle(served, found, served.details);
    const secret =
      obstacle === undefined
        ? { PASSWORD: readPassword(served, found, served.details) }
        : { PASSWORD_REASON: obstacle };
    const about = { "ACCOUNT NAME": found.account.AccountName, "ACCOUNT ID": String(found.account.AccountID) };
    const account = { ...accountDetails(served, found, served.details), ...about, ...secret };
    return {
      details: { RESOURCEDETAILS: resourceInList(served, found.resource), ACCOUNTDETAILS: JSON.stringify(account) },
    };
  },
});

const download = operation({
  id: "accounts.file",
  method: "GET",
  path: "/resources/:resourceId/accounts/:accountId/downloadfile",
  tag: "Accounts",
  summary: "Download the file of an account, without an envelope",
  evidence: observed("2 clients"),
  source: "docs/products/pmp.md#file-passwords",
  assumptions: ["file-upload"],
  data: "fixture: pmp.resources[].accounts[].file; accounts.add",
  name: "DOWNLOAD FILE",
  message: "",
  right: "Read Passwords",
  details: z.object(motive),
  replies: {
    200: {
      description: "The bytes; a refusal is in an envelope.",
      type: "application/octet-stream",
      json: envelopeSchema(),
    },
  },
  handle(served) {
    const found = findAccount(served, served.params.resourceId, served.params.accountId, "Read Passwords");
    return { raw: bytes(readFile(served, found, served.details)) };
  },
});

const validateTicket = operation({
  id: "accounts.validate-ticket",
  method: "GET",
  path: "/accounts/:accountId/validateHelpDeskID",
  tag: "Accounts",
  summary: "Check a reason and a ticket before a password is asked for",
  evidence: observed("the vendor's extension"),
  source: "docs/products/pmp.md#accounts",
  assumptions: ["help-desk-codes", "unseen-messages"],
  data: "fixture: pmp.ticketing, pmp.tickets",
  name: "VALIDATE HELPDESK ID",
  message: "Ticket ID validated successfully",
  right: "Read Passwords",
  details: z.object(motive),
  reply: z.object({ STATUSCODE: z.int() }),
  handle(served) {
    const found = findAccountById(served, served.params.accountId, "Read Passwords");
    const code = helpDeskCode(served, found.resource, served.details);
    if (code === 0) return { details: { STATUSCODE: code } };
    const message = textOf(served.state, code === 3 ? "missing-reason" : "ticket-wrong");
    return { status: "Failed", message, details: { STATUSCODE: code } };
  },
});

const associatedGroups = operation({
  id: "resources.groups",
  method: "GET",
  path: "/resources/:resourceId/associatedGroups",
  tag: "Resources",
  summary: "List the groups that a resource is in",
  evidence: observed("1 client, PAM360"),
  source: "docs/products/pmp.md#resources",
  assumptions: ["pam360-only-calls", "unseen-members", "unseen-messages"],
  data: "fixture: pmp.resourceGroups",
  name: "GET ASSOCIATED GROUPS",
  message: "Associated groups fetched successfully",
  right: "List Resources",
  onlyPam360: true,
  reply: associatedGroupsShape,
  handle(served) {
    const resource = findResource(served, served.params.resourceId);
    const groups = groupsOf(served.state, resource).map((id) => {
      const name = served.state.resourceGroups.get(id)?.GroupName ?? "";
      return { "GROUP ID": String(id), "GROUP NAME": name };
    });
    return { details: groups.length > 0 ? { "ASSOCIATED GROUPS": groups } : undefined };
  },
});

export const moreLookups = [bothDetails, download, validateTicket, associatedGroups];
