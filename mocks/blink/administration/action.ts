import { EngineError } from "../../../src/engine/engine-error.ts";
import { actionMaker } from "../../../src/http/admin-action.ts";
import { section } from "../section.ts";
import type { BlinkState } from "../state.ts";

/** What somebody does on Blink's screens; refused where there is no Blink. */
export const action = actionMaker<BlinkState>((sandbox) => {
  const state = sandbox.state(section);
  if (state.tenants.has(1)) return state;
  throw new EngineError("This sandbox has no Blink: its fixture has no such part.");
});
