import { z } from "zod";
import { text } from "../members.ts";
import { type NativeCall, type NativeVisit, nativeCall } from "../native-call.ts";
import { requestsToDecide } from "../request-json.ts";
import { approveRequest, checkIn, checkOut, rejectRequest, requestPassword } from "../rules/access-requests.ts";
import { type FoundAccount, findAccountByPasswdId, findAccountToDecideOn, isId, notThere } from "../rules/find.ts";

const PASSWDID = text("The id of the account's password.");
const wish = z.object({ PASSWDID, REASON: text("Why."), TICKETID: text("The ticket's id.").optional() });
const turn = z.object({ PASSWDID, REASON: text("Why.").optional() });
const decision = z.object({ PASSWDID, REQUESTEDID: text("Who asked.") });

/** The calls of who was let have it: each answers the new status. */
function step(
  operation: string,
  message: string,
  run: (visit: NativeVisit<z.infer<typeof turn>>, found: FoundAccount, reason: string) => string,
): NativeCall {
  return nativeCall(operation, {
    message,
    right: "Request Passwords",
    writes: true,
    details: turn,
    run(visit) {
      const found = findAccountByPasswdId(visit, visit.details.PASSWDID, "Read Passwords");
      return { details: { STATUS: run(visit, found, visit.details.REASON ?? "") } };
    },
  });
}

/** The calls of the administrator, about the request of a user. */
function decide(
  operation: string,
  message: string,
  run: (visit: NativeVisit<z.infer<typeof decision>>, found: FoundAccount, userId: number) => string,
): NativeCall {
  return nativeCall(operation, {
    message,
    right: "Request Passwords",
    writes: true,
    details: decision,
    run(visit) {
      const { PASSWDID, REQUESTEDID } = visit.details;
      const found = findAccountToDecideOn(visit, PASSWDID);
      if (!isId(REQUESTEDID)) throw notThere(visit, "no-user", `there is no user '${REQUESTEDID}'`);
      return { details: { STATUS: run(visit, found, Number(REQUESTEDID)) } };
    },
  });
}

/** The seven calls of the workflow; see `docs/products/pmp.md#access-control`. */
export const workflowCalls: readonly NativeCall[] = [
  nativeCall("REQUEST_PASSWORD", {
    name: "REQUEST PASSWORD",
    message: "Password requested successfully",
    right: "Request Passwords",
    writes: true,
    details: wish,
    run(visit) {
      const found = findAccountByPasswdId(visit, visit.details.PASSWDID, "Read Passwords");
      return { details: { STATUS: requestPassword(visit, found, visit.details) } };
    },
  }),
  step("REQUEST_CHECKOUT", "Password checked out successfully", checkOut),
  step("REQUEST_CHECKIN", "Password checked in successfully", (visit, found, reason) =>
    checkIn(visit, found, visit.access.user.UserID, reason),
  ),
  decide("ADMIN_REQUEST_APPROVE", "Password request approved successfully", approveRequest),
  decide("ADMIN_REQUEST_REJECT", "Password request rejected successfully", rejectRequest),
  decide("ADMIN_REQUEST_CHECKIN", "Password checked in successfully", (visit, found, userId) =>
    checkIn(visit, found, userId),
  ),
  nativeCall("GET_PASSWORDREQUEST", {
    name: "GET PASSWORD ACCESS REQUESTS",
    message: "Password access requests fetched successfully",
    right: "Request Passwords",
    run(visit) {
      const rows = requestsToDecide(visit);
      return { details: rows.length > 0 ? rows : undefined, totalRows: rows.length };
    },
  }),
];
