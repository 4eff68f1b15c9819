import type { Sandbox } from "../../../src/engine/sandbox.ts";
import { type Access, demandReason, nameKey, reachesList } from "../access.ts";
import type { PasswordListRow, PasswordRow, PasswordstateState } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";

/** A record with the list that it lies in. */
export interface FoundRecord {
  readonly record: PasswordRow;
  readonly list: PasswordListRow;
}

/** The record of an id, if the caller's key reaches it and gives the reason that its list may demand. */
export function readRecord(state: PasswordstateState, access: Access, id: number): FoundRecord {
  const record = state.passwords.get(id);
  const list = record && state.passwordLists.get(record.PasswordListID);
  if (!record || !list || record.RecycledAt !== undefined) {
    const why = record ? `record ${id} is in the recycle bin` : `there is no record ${id}`;
    throw new PasswordstateRefusal(404, phraseNotFound(id), why);
  }
  if (!reachesList(access.key, list)) {
    const reason = `record ${id} lies in list '${list.PasswordList}', which ${nameKey(state, access.key)} does not reach`;
    throw new PasswordstateRefusal(401, phraseNotFound(id), reason);
  }
  demandReason(access, list);
  return { record, list };
}

/** The product's own sentence for a record that is missing or out of reach; see `docs/products/passwordstate.md#errors`. */
export function phraseNotFound(id: number | string): string {
  return `A Password of ID '${id}' was not found in the database, or you do not have permissions to it.`;
}

/** Writes down that a record was looked at or changed; see `docs/products/passwordstate.md#audit`. */
export function auditRecord(
  sandbox: Sandbox,
  state: PasswordstateState,
  access: Access,
  entry: { readonly activity: string; readonly address: string; readonly record: PasswordRow },
): void {
  const row = {
    At: sandbox.clock.now(),
    Activity: entry.activity,
    By: nameKey(state, access.key),
    Address: entry.address,
    PasswordID: entry.record.PasswordID,
    PasswordListID: entry.record.PasswordListID,
    Reason: access.reason,
  };
  state.audit.append(row, state.settings.get(1)?.AuditKeep ?? 10_000);
}
