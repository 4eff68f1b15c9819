import type { Sandbox } from "../../../src/engine/sandbox.ts";
import { drawKey } from "../draw-key.ts";
import type { SessionRow, UserRow } from "../state/users.ts";
import type { PmpState } from "../state.ts";
import { refuseCaller } from "../wire.ts";

const MINUTES = 30;

/** Opens a session for a person who has proved who they are; see `docs/products/pmp.md#native-login`. */
export function openSession(state: PmpState, { chance, clock }: Sandbox, { UserID }: UserRow): SessionRow {
  return state.sessions.insert({ SessionID: chance.hex(32), AuthKey: drawKey(chance), UserID, LastAt: clock.now() });
}

/** The user of a session that is still open, which this call prolongs (`native-login`). */
export function useSession(state: PmpState, { clock }: Sandbox, session: SessionRow, sessionId: string): UserRow {
  const refuse = (why: string) =>
    refuseCaller("API key received is not associated to any user. Authentication failed.", why);
  const now = clock.now();
  const end = session.LastAt + MINUTES * 60_000;
  const user = state.users.get(session.UserID);
  if (!user) throw refuse("the session is of a user who was deleted");
  if (now >= end) throw refuse(`the session of ${user.UserName} ended at ${new Date(end).toISOString()}, unused`);
  if (sessionId !== "" && sessionId !== session.SessionID) {
    throw refuse(`the sessionId is not the one of ${user.UserName}'s AUTHKEY`);
  }
  state.sessions.update(session.SessionID, { LastAt: now });
  return user;
}
