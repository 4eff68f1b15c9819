import { EngineError } from "../../../src/engine/engine-error.ts";
import { type AdminDesk, actionMaker } from "../../../src/http/admin-action.ts";
import { section } from "../section.ts";
import type { PmpState } from "../state.ts";

/** Where an action works. */
export type Desk = AdminDesk<PmpState>;

/** An administrator's action; refused where the fixture has no such product. */
export const action = actionMaker<PmpState>((sandbox) => {
  const state = sandbox.state(section);
  if (state.settings.has(1)) return state;
  throw new EngineError("This sandbox has no Password Manager Pro: its fixture has no such part.");
});
