import type { Action } from "./action.ts";
import { httpRequest } from "./http-request.ts";
import { passwordstateActions } from "./passwordstate/passwordstate-actions.ts";

const known: ReadonlyMap<string, Action> = new Map(
  [httpRequest, ...passwordstateActions].map((action) => [action.id, action]),
);

/** The action that a workflow names so; none when no action that reaches out has that name. */
export function findAction(id: string): Action | undefined {
  return known.get(id);
}
