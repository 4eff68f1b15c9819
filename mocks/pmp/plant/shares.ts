import type { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import type { share as shareSchema } from "../fixture-schema.ts";
import type { Shareable } from "../state/sharing.ts";
import type { PmpState } from "../state.ts";
import { userNamed } from "./users.ts";

/** Shares something as a fixture says. */
export function plantShares(
  state: PmpState,
  thing: Shareable,
  id: number,
  parts: readonly z.infer<typeof shareSchema>[],
): void {
  for (const { user, userGroup, level } of parts) {
    const to = user === undefined ? groupNamed(state, userGroup ?? "") : userNamed(state, user).UserID;
    const With = user === undefined ? "usergroup" : "user";
    state.shares.insert({ Thing: thing, ThingID: id, With, WithID: to, Level: level });
  }
}

function groupNamed(state: PmpState, name: string): number {
  const group = state.userGroups.find("name", name);
  if (group) return group.UserGroupID;
  throw new EngineError(`There is no user group '${name}'.`);
}
