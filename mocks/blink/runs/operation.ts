import type { z } from "zod";
import type { Operation } from "../../../src/http/operation.ts";
import { workspaceOperationAfter } from "../operation.ts";
import { type Runner, runnerOf } from "./runner.ts";

type AfterPlan<Shape extends z.ZodRawShape> = Parameters<typeof workspaceOperationAfter<Shape, Runner>>[0];

/**
 * An operation of a workspace that looks at executions, or changes one: whoever asks sees what time has done, also in a fork or a rewound
 * sandbox, which has no runner yet.
 */
export function runsOperation<Shape extends z.ZodRawShape>(plan: Omit<AfterPlan<Shape>, "before">): Operation[] {
  return workspaceOperationAfter<Shape, Runner>({ ...plan, before: runnerOf });
}
