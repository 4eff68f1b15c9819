import type { Action } from "./action.ts";
import { httpRequest } from "./http-request.ts";
import { passwordstateActions } from "./passwordstate/passwordstate-actions.ts";

/** The actions that reach out. */
export const actions: readonly Action[] = [httpRequest, ...passwordstateActions];

const known: ReadonlyMap<string, Action> = new Map(actions.map((action) => [action.id, action]));

/** The action that a workflow names so; none when no action that reaches out has that name. */
export function findAction(id: string): Action | undefined {
  return known.get(id);
}
