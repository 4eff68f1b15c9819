import type { Visit } from "../access.ts";
import type { ShareLevel } from "../share-level.ts";
import type { Shareable, ShareRow } from "../state/sharing.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { notThere } from "./find.ts";
import { refuseValue } from "./refuse-member.ts";

/** With whom something is shared, and how far; `revoke` ends it. */
interface ShareWish {
  readonly ACCESSTYPE: ShareLevel | "revoke";
  readonly USERID?: number | undefined;
  readonly USERGROUPID?: number | undefined;
}

/** Shares a thing with a user or a user group, or ends that very share. See `docs/products/pmp.md#sharing` (`share-levels`). */
export function shareThing(visit: Visit, thing: Shareable, id: number, wish: ShareWish): void {
  const { state } = visit;
  const { USERID, USERGROUPID, ACCESSTYPE } = wish;
  if ((USERID === undefined) === (USERGROUPID === undefined)) {
    const message = textOf(state, "missing-member").replaceAll("<NAME>", "USERID");
    throw new PmpRefusal(message, "give either a USERID or a USERGROUPID");
  }
  const target = USERID === undefined ? groupTarget(visit, USERGROUPID ?? 0) : userTarget(visit, USERID);
  const known = state.shares.where("thing", `${thing} ${id}`).find((share) => {
    return share.With === target.With && share.WithID === target.WithID;
  });
  if (ACCESSTYPE === "revoke") {
    if (!known) throw refuseValue(state, "ACCESSTYPE", `it is not shared with ${target.With} ${target.WithID}`);
    state.shares.delete(known.ShareID);
  } else if (known) state.shares.update(known.ShareID, { Level: ACCESSTYPE });
  else state.shares.insert({ Thing: thing, ThingID: id, ...target, Level: ACCESSTYPE });
}

function userTarget(visit: Visit, id: number): Pick<ShareRow, "With" | "WithID"> {
  if (!visit.state.users.has(id)) throw notThere(visit, "no-user", `there is no user ${id}`);
  return { With: "user", WithID: id };
}

function groupTarget(visit: Visit, id: number): Pick<ShareRow, "With" | "WithID"> {
  if (!visit.state.userGroups.has(id)) throw notThere(visit, "no-group", `there is no user group ${id}`);
  return { With: "usergroup", WithID: id };
}
