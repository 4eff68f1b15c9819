import type { Visit } from "../access.ts";
import { toMoment } from "../dates.ts";
import { isAdministratorType } from "../role-matrix.ts";
import type { AccessControl, RequestRow } from "../state/sharing.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { audit } from "./audit.ts";
import { type FoundAccount, notThere } from "./find.ts";
import { passwordStatus } from "./password-status.ts";
import type { Motive } from "./read-password.ts";
import { controlOf, holdingRequest, phaseOf, requestOf } from "./request-phase.ts";
import { callersReach } from "./rights.ts";
import { seesAccount } from "./sight.ts";
import { judgeTicket } from "./tickets.ts";

/** What somebody asks for, and why: now, or a window. */
interface RequestWish extends Motive {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** Asks for a password under access control, and gives the new status; see `docs/products/pmp.md#access-control`. */
export function requestPassword(visit: Visit, found: FoundAccount, wish: RequestWish): string {
  const { REASON = "", TICKETID, start, end } = wish;
  const { state, sandbox, access } = visit;
  demandControl(visit, found);
  // A second request repeats the status (`workflow-replies`).
  if (requestOf(visit, found.account, access.user.UserID)) return passwordStatus(visit, found);
  const marker = judgeTicket(visit, found.resource, TICKETID);
  if (marker) throw new PmpRefusal(marker, "a ticket is wanted, and none that is known was given");
  state.requests.insert({
    AccountID: found.account.AccountID,
    UserID: access.user.UserID,
    Reason: REASON,
    RequestedAt: sandbox.clock.now(),
    StartAt: start,
    EndAt: end,
    ApprovedBy: [],
    ApprovedAt: undefined,
    CheckedOutAt: undefined,
  });
  audit(visit, "Password Requested", { ...found, reason: REASON, ticketId: TICKETID });
  return passwordStatus(visit, found);
}

/** Approves somebody's request: once, or as the first or second of two people. Never one's own. */
export function approveRequest(visit: Visit, found: FoundAccount, userId: number): string {
  const { state, sandbox, access } = visit;
  const control = demandControl(visit, found);
  const me = access.user.UserID;
  if (userId === me) throw notPermitted(visit, "nobody approves what they asked for themselves");
  demandApprover(visit, found, control);
  const request = findRequest(visit, found, userId);
  const waits = phaseOf(state, request, sandbox.clock.now()) === "waiting";
  if (!waits || request.ApprovedBy.includes(me)) throw wrongState(visit, "it does not wait for this approver");
  // Only [Reject] is offered while somebody else has it (`workflow-replies`).
  const holder = holdingRequest(visit, found.account);
  if (holder) {
    const name = state.users.get(holder.UserID)?.UserName ?? holder.UserID;
    throw wrongState(visit, `${name} has checked it out: while that lasts, others are rejected or wait`);
  }
  const approvedBy = [...request.ApprovedBy, me];
  const all = approvedBy.length >= control.Approvals;
  state.requests.update(request.RequestID, {
    ApprovedBy: approvedBy,
    ApprovedAt: all ? sandbox.clock.now() : undefined,
  });
  audit(visit, "Password Request Approved", found);
  return passwordStatus(visit, found);
}

/** Rejects a request: an approver anybody's, and requesters their own. */
export function rejectRequest(visit: Visit, found: FoundAccount, userId: number): string {
  const control = demandControl(visit, found);
  if (userId !== visit.access.user.UserID) demandApprover(visit, found, control);
  const request = findRequest(visit, found, userId);
  if (request.CheckedOutAt !== undefined) throw wrongState(visit, "it is checked out: check it in instead");
  visit.state.requests.delete(request.RequestID);
  audit(visit, "Password Request Rejected", found);
  return passwordStatus(visit, found);
}

/** Checks an approved password out: from then on this user has it alone. */
export function checkOut(visit: Visit, found: FoundAccount, reason = ""): string {
  const { state, sandbox, access } = visit;
  demandControl(visit, found);
  const now = sandbox.clock.now();
  const request = requestOf(visit, found.account, access.user.UserID);
  if (!request || phaseOf(state, request, now) !== "approved") throw wrongState(visit, "it is not approved");
  if (holdingRequest(visit, found.account)) throw wrongState(visit, "somebody else has checked it out");
  // What was approved for later says when it begins (`workflow-replies`).
  if (request.StartAt !== undefined && now < request.StartAt) {
    return toMoment(request.StartAt, state.settings.get(1)?.Zone ?? "UTC");
  }
  state.requests.update(request.RequestID, { CheckedOutAt: now });
  audit(visit, "Password Checked Out", { ...found, reason });
  return passwordStatus(visit, found);
}

/** Gives a password back: one's own, or as an approver that of `userId`. */
export function checkIn(visit: Visit, found: FoundAccount, userId = visit.access.user.UserID, reason = ""): string {
  const control = demandControl(visit, found);
  if (userId !== visit.access.user.UserID) demandApprover(visit, found, control);
  const request = findRequest(visit, found, userId);
  const isMine = userId === visit.access.user.UserID;
  if (isMine && request.CheckedOutAt === undefined) throw wrongState(visit, "it is not checked out");
  visit.state.requests.delete(request.RequestID);
  audit(visit, "Password Checked In", { ...found, reason });
  return passwordStatus(visit, found);
}

/** Whether the caller approves requests for an account (`approvers`). */
export function mayApprove(visit: Visit, { account, resource }: FoundAccount, control: AccessControl): boolean {
  const { user, rights } = visit.access;
  if (control.Approvers.length > 0) return control.Approvers.includes(user.UserID);
  if (resource.OwnerID === user.UserID) return true;
  const isApprover = isAdministratorType(user.Role, rights) || rights.includes("Approve Requests");
  return isApprover && seesAccount(visit, account, resource);
}

function demandControl(visit: Visit, { account, resource }: FoundAccount): AccessControl {
  const control = controlOf(account, resource);
  if (control) return control;
  const why = `neither '${account.AccountName}' nor '${resource.ResourceName}' is under access control`;
  throw new PmpRefusal(textOf(visit.state, "no-access-control"), why);
}

function demandApprover(visit: Visit, found: FoundAccount, control: AccessControl): void {
  if (callersReach(visit, "Approve Requests") !== "no" && mayApprove(visit, found, control)) return;
  throw notPermitted(
    visit,
    `${visit.access.user.UserName} does not approve requests for '${found.account.AccountName}'`,
  );
}

function findRequest(visit: Visit, { account }: FoundAccount, userId: number): RequestRow {
  if (!visit.state.users.has(userId)) throw notThere(visit, "no-user", `there is no user ${userId}`);
  const request = requestOf(visit, account, userId);
  if (!request) throw wrongState(visit, `user ${userId} has no open request for account ${account.AccountID}`);
  return request;
}

function notPermitted({ state }: Visit, why: string): PmpRefusal {
  return new PmpRefusal(textOf(state, "not-permitted"), why);
}

function wrongState({ state }: Visit, why: string): PmpRefusal {
  return new PmpRefusal(textOf(state, "wrong-request-state"), why);
}
