import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";

/** What an audit row is about: a record, a list alone, or neither, such as a folder. */
export interface Audited {
  readonly PasswordID?: number;
  readonly PasswordListID?: number;
}

const KEEP = 10_000;

/** Writes down that something was looked at, unless the call asks for silence; see `docs/products/passwordstate.md#audit`. */
export function auditRead(visit: Visit, activity: string, what: Audited): void {
  if (!visit.access.silent) append(visit, activity, what);
}

/** Writes down that something was changed (`audit-writes`). */
export function auditWrite(visit: Visit, activity: string, what: Audited): void {
  const silent = visit.access.silent && choiceOf(visit.sandbox, "audit-writes") === "suppressible";
  if (!silent) append(visit, activity, what);
}

function append({ sandbox, state, caller, access }: Visit, activity: string, what: Audited): void {
  const row = {
    // The log's to give.
    AuditID: 0,
    At: sandbox.clock.now(),
    Activity: activity,
    By: access.name,
    Address: caller.address,
    PasswordID: what.PasswordID,
    PasswordListID: what.PasswordListID,
    Reason: access.reason,
  };
  state.audit.append(row, state.settings.get(1)?.AuditKeep ?? KEEP);
}
