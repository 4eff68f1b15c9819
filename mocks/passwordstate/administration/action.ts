import { type AdminDesk, actionMaker } from "../../../src/http/admin-action.ts";
import { section } from "../section.ts";
import type { PasswordstateState } from "../state.ts";

/** Where an action works. */
export type Desk = AdminDesk<PasswordstateState>;

/** An administrator's action. */
export const action = actionMaker<PasswordstateState>((sandbox) => sandbox.state(section));
