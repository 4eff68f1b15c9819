import type { Sandbox } from "../../../src/engine/sandbox.ts";
import type { ExecutionRow } from "../state/executions.ts";
import type { BlinkState } from "../state.ts";

/** What a run goes by: a sandbox, and Blink's tables in it. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly state: BlinkState;
}

/** The execution of an id as it stands. */
export function findRun({ state }: Desk, id: string): ExecutionRow | undefined {
  return state.executions.find("id", id);
}
