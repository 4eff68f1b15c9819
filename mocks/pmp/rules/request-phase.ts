import type { Visit } from "../access.ts";
import type { AccessControl, RequestRow } from "../state/sharing.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import type { PmpState } from "../state.ts";

const HOUR = 3_600_000;

/** How far a request has come, worked out from the clock; see `docs/products/pmp.md#access-control` (`access-times`). */
type Phase = "waiting" | "approved" | "held" | "over";

/** The access control that lies over an account: its own, or else its resource's. Absent when there is none. */
export function controlOf(account: AccountRow, resource: ResourceRow): AccessControl | undefined {
  const control = account.Control ?? resource.Control;
  return control?.On ? control : undefined;
}

/** When a request comes to its end by itself, in milliseconds since 1970 UTC. */
function endOf(state: PmpState, request: RequestRow): number {
  const { RequestHours = 24, CheckOutHours = 2 } = state.settings.get(1) ?? {};
  const { CheckedOutAt, ApprovedAt, RequestedAt, EndAt = Number.POSITIVE_INFINITY } = request;
  if (CheckedOutAt !== undefined) return Math.min(EndAt, CheckedOutAt + CheckOutHours * HOUR);
  if (EndAt !== Number.POSITIVE_INFINITY) return EndAt;
  return (ApprovedAt ?? RequestedAt) + RequestHours * HOUR;
}

/** How far a request has come at an instant. */
export function phaseOf(state: PmpState, request: RequestRow, now: number): Phase {
  if (now >= endOf(state, request)) return "over";
  if (request.CheckedOutAt !== undefined) return "held";
  return request.ApprovedAt === undefined ? "waiting" : "approved";
}

/** The requests for an account that are not over, oldest first. */
function openRequests({ state, sandbox }: Visit, account: AccountRow): RequestRow[] {
  const now = sandbox.clock.now();
  return state.requests.where("account", account.AccountID).filter((one) => phaseOf(state, one, now) !== "over");
}

/** The request that holds an account's password now. */
export function holdingRequest(visit: Visit, account: AccountRow): RequestRow | undefined {
  const { state, sandbox } = visit;
  return openRequests(visit, account).find((one) => phaseOf(state, one, sandbox.clock.now()) === "held");
}

/** A user's request for an account that is not over. */
export function requestOf(visit: Visit, account: AccountRow, userId: number): RequestRow | undefined {
  return openRequests(visit, account).find((one) => one.UserID === userId);
}
