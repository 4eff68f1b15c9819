import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import { readWindowTime } from "../dates.ts";
import { count, list, text, word } from "../members.ts";
import { operation } from "../operation.ts";
import { requestsToDecide } from "../request-json.ts";
import { requestPassword } from "../rules/access-requests.ts";
import { findAccountById } from "../rules/find.ts";
import { refuseValue } from "../rules/refuse-member.ts";
import { requesterShape } from "../shapes.ts";

const tag = "Access control";
const source = "docs/products/pmp.md#access-control";
const data = "fixture: pmp.resources[].accessControl, pmp.resources[].accounts[].requests";

const request = operation({
  id: "access.request",
  method: "POST",
  path: "/accounts/:accountId/requestpassword",
  tag,
  summary: "Ask for a password under access control",
  evidence: documented("the vendor's API help"),
  source,
  assumptions: ["workflow-replies", "access-times", "ticketing", "unseen-messages"],
  data,
  name: "REQUEST PASSWORD",
  message: "Password requested successfully",
  right: "Request Passwords",
  details: z.object({
    REASON: text("Why."),
    TICKETID: text("The ticket's id.").optional(),
    ACCESS: word(["now", "later"], "PAM360: now, or the window.").optional(),
    STARTTIME: text("PAM360: dd/MM/yyyy HH:mm.").optional(),
    ENDTIME: text("PAM360: dd/MM/yyyy HH:mm.").optional(),
    REMAINDERTIME: count("PAM360: minutes, 1 to 59; without effect.").optional(),
    RESOURCES_TO_BE_ACCESSED_OPTION: text("PAM360: accepted, and without effect.").optional(),
    SELECTED_RESOURCEIDS: list(count("A resource's id.")).optional(),
  }),
  reply: z.object({ STATUS: z.string() }),
  handle(served) {
    const { state, details } = served;
    const found = findAccountById(served, served.params.accountId, "Read Passwords");
    const { REMAINDERTIME: minutes = 1 } = details;
    if (minutes < 1 || minutes > 59) throw refuseValue(state, "REMAINDERTIME", "expected 1 to 59 minutes");
    const zone = state.settings.get(1)?.Zone ?? "UTC";
    const readWindow = (member: "STARTTIME" | "ENDTIME") => {
      const at = readWindowTime(details[member] ?? "", zone);
      if (at === undefined) throw refuseValue(state, member, "expected dd/MM/yyyy HH:mm");
      return at;
    };
    const later = details.ACCESS === "later";
    const start = later ? readWindow("STARTTIME") : undefined;
    const end = later ? readWindow("ENDTIME") : undefined;
    if (end !== undefined && end <= (start ?? 0)) throw refuseValue(state, "ENDTIME", "it is not behind STARTTIME");
    if (end !== undefined && end <= served.sandbox.clock.now()) throw refuseValue(state, "ENDTIME", "it is over");
    const { REASON, TICKETID } = details;
    return { details: { STATUS: requestPassword(served, found, { REASON, TICKETID, start, end }) } };
  },
});

const listRequests = operation({
  id: "access.requests",
  method: "GET",
  path: "/accounts/passwordaccessrequests",
  tag,
  summary: "List the requests that the caller may decide on",
  evidence: observed("2 clients, the vendor's extension"),
  source: "docs/products/pmp.md#password-request-shape",
  assumptions: ["approvers", "unseen-members", "unseen-messages"],
  data,
  name: "GET PASSWORD ACCESS REQUESTS",
  message: "Password access requests fetched successfully",
  right: "Request Passwords",
  reply: z.array(requesterShape),
  handle(served) {
    const rows = requestsToDecide(served);
    return { details: rows.length > 0 ? rows : undefined, totalRows: rows.length };
  },
});

export const accessControlOperations = [request, listRequests];
