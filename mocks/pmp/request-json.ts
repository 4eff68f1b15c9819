import type { Visit } from "./access.ts";
import { passwdId } from "./account-json.ts";
import { toMoment } from "./dates.ts";
import { mayApprove } from "./rules/access-requests.ts";
import type { FoundAccount } from "./rules/find.ts";
import { controlOf, holdingRequest, phaseOf } from "./rules/request-phase.ts";
import { callersReach } from "./rules/rights.ts";
import type { RequestRow } from "./state/sharing.ts";

/** The open requests that the caller may decide on, by requester; see `docs/products/pmp.md#password-request-shape`. */
export function requestsToDecide(visit: Visit): object[] {
  const { state, sandbox } = visit;
  const now = sandbox.clock.now();
  if (callersReach(visit, "Approve Requests") === "no") return [];
  const byUser = new Map<number, object[]>();
  for (const request of state.requests.all()) {
    const account = state.accounts.get(request.AccountID);
    const resource = account && state.resources.get(account.ResourceID);
    const control = account && resource && controlOf(account, resource);
    if (!control || phaseOf(state, request, now) === "over") continue;
    if (!mayApprove(visit, { account, resource }, control)) continue;
    byUser.set(request.UserID, [
      ...(byUser.get(request.UserID) ?? []),
      requestRow(visit, request, { account, resource }, control.Approvals),
    ]);
  }
  return [...byUser].map(([id, rows]) => ({
    "REQUESTED BY": state.users.get(id)?.UserName ?? "",
    "REQUESTED BY FULLNAME": state.users.get(id)?.FullName ?? "",
    REQUESTEDID: String(id),
    PASSWORDREQUESTLIST: rows,
  }));
}

function requestRow(visit: Visit, request: RequestRow, found: FoundAccount, approvals: number): object {
  const zone = visit.state.settings.get(1)?.Zone ?? "UTC";
  const moment = (at: number | undefined) => (at === undefined ? "" : toMoment(at, zone));
  return {
    "PASSWD ID": passwdId(found),
    "RESOURCE NAME": found.resource.ResourceName,
    "ACCOUNT NAME": found.account.AccountName,
    REASON: request.Reason,
    STATUS: decisionStatus(visit, request, found, approvals),
    "REQUESTED TIME": moment(request.RequestedAt),
    START_TIME: moment(request.StartAt),
    END_TIME: moment(request.EndAt),
  };
}

function decisionStatus(visit: Visit, request: RequestRow, { account }: FoundAccount, approvals: number): string {
  const { state, sandbox, access } = visit;
  const phase = phaseOf(state, request, sandbox.clock.now());
  if (phase === "held") return "In Use [Check In]";
  if (phase === "approved") return "Yet To Use [Check In]";
  if (request.ApprovedBy.includes(access.user.UserID)) return "MULTIAPPROVAL[Reject]";
  const [first] = request.ApprovedBy;
  if (first !== undefined && approvals > 1) {
    return `MULTIAPPROVAL - ${state.users.get(first)?.UserName ?? first}[Reject]`;
  }
  if (holdingRequest(visit, account)) return "INUSEAPPROVAL[Reject]";
  return approvals > 1 ? "" : "[Approve] [Reject]";
}
