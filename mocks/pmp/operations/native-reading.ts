import { z } from "zod";
import { accountDetails } from "../account-json.ts";
import { text } from "../members.ts";
import { type NativeCall, type NativeVisit, nativeCall } from "../native-call.ts";
import { resourceInList, resourceWithAccounts } from "../resource-json.ts";
import { audit } from "../rules/audit.ts";
import { findAccount, findAccountById, findAccountByPasswdId, findResource } from "../rules/find.ts";
import { listAccounts, listResources } from "../rules/listing.ts";
import { readPassword } from "../rules/read-password.ts";
import { listingMembers } from "./listing-members.ts";

const resourceId = text("The resource's id.");
const accountId = text("The account's id.");
const motive = { REASON: text("Why.").optional(), TICKETID: text("The ticket's id.").optional() };
const right = "List Resources";

/** Reading through the native API: the replies are those of REST (`native-replies`). */
export const readingCalls: readonly NativeCall[] = [
  nativeCall("GET_RESOURCES", {
    name: "GET RESOURCES",
    message: "Resources fetched successfully",
    right,
    details: z.object(listingMembers),
    run(visit) {
      const { rows, total } = listResources(visit, visit.details);
      const details = rows.map((resource) => resourceInList(visit, resource));
      return { details: details.length > 0 ? details : undefined, totalRows: total };
    },
  }),
  nativeCall("GET_RESOURCEACCOUNTLIST", {
    name: "GET RESOURCE ACCOUNTLIST",
    message: "Resource details with account list fetched successfully",
    right,
    details: z.object({
      ...listingMembers,
      RESOURCEID: resourceId,
      GROUPID: text("The group it is looked at from.").optional(),
    }),
    run(visit) {
      const resource = findResource(visit, visit.details.RESOURCEID);
      return { details: resourceWithAccounts(visit, resource, listAccounts(visit, resource, visit.details).rows) };
    },
  }),
  nativeCall("GET_ACCOUNTATTRIBUTES", {
    name: "GET RESOURCE ACCOUNT DETAILS",
    message: "Account details fetched successfully",
    right,
    details: z.object({ RESOURCEID: resourceId, ACCOUNTID: accountId }),
    run(visit) {
      return { details: accountDetails(visit, findAccount(visit, visit.details.RESOURCEID, visit.details.ACCOUNTID)) };
    },
  }),
  nativeCall("GET_PASSWORD", {
    name: "GET PASSWORD",
    message: "Password fetched successfully",
    right: "Read Passwords",
    details: z.object({ PASSWDID: text("The id of the account's password."), ...motive }),
    run(visit) {
      const found = findAccountByPasswdId(visit, visit.details.PASSWDID, "Read Passwords");
      return { details: { PASSWORD: readPassword(visit, found, visit.details) } };
    },
  }),
  nativeCall("LOGOUT_USER", {
    message: "User logged out successfully",
    run(visit) {
      const { UserID } = visit.access.user;
      for (const { SessionID } of visit.state.sessions.where("user", UserID)) visit.state.sessions.delete(SessionID);
      audit(visit, "User Logged out", { kind: "User" });
      return {};
    },
  }),
  favourite("SET_FAVOURITEPASSWORD", "Password added to favourites successfully", true),
  favourite("REMOVE_FAVOURITEPASSWORD", "Password removed from favourites successfully", false),
];

function favourite(operation: string, message: string, wanted: boolean): NativeCall {
  return nativeCall(operation, {
    message,
    right,
    writes: true,
    details: z.object({ ACCOUNTID: accountId }),
    run(visit: NativeVisit<{ readonly ACCOUNTID: string }>) {
      const { account } = findAccountById(visit, visit.details.ACCOUNTID);
      const me = visit.access.user.UserID;
      const others = account.Favourites.filter((id) => id !== me);
      visit.state.accounts.update(account.AccountID, { Favourites: wanted ? [...others, me] : others });
      return {};
    },
  });
}
