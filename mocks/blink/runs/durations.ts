import { choiceOf } from "../choice.ts";
import type { ExecutionRow } from "../state/executions.ts";
import type { Desk } from "./desk.ts";

/** What a duration is drawn from, in milliseconds. */
const PENDING = [200, 800] as const;
const STEP = [100, 600] as const;

/** When a run ends that does not come to its end, in milliseconds after its start (`run-timeout`). */
const USUAL_TIMEOUT = 3_600_000;

/** How long an execution waits before it starts, in milliseconds (`run-durations`). */
export function pendingTime(desk: Desk, { course }: ExecutionRow): number {
  return course.pending ?? draw(desk, PENDING);
}

/** How long a step takes, in milliseconds; of one that calls out, how long until it does: the call takes the time that it takes. */
export function stepTime(desk: Desk, { course }: ExecutionRow, step: string, callsOut: boolean): number {
  const given = Object.hasOwn(course.steps, step) ? course.steps[step] : undefined;
  return given ?? (callsOut ? 0 : draw(desk, STEP));
}

/** How long an execution may take at most, in milliseconds. */
export function timeoutOf({ course }: Pick<ExecutionRow, "course">): number {
  return course.timeout ?? USUAL_TIMEOUT;
}

function draw({ sandbox }: Desk, [low, high]: readonly [number, number]): number {
  return choiceOf(sandbox, "run-durations") === "none" ? 0 : sandbox.chance.whole(low, high);
}
