import type { z } from "zod";
import type { Sandbox } from "../engine/sandbox.ts";
import type { AdminAction } from "./mock.ts";

/** Where an administrator's action works: a sandbox, and the tables of the mock in it. */
export interface AdminDesk<State> {
  readonly sandbox: Sandbox;
  readonly state: State;
}

/** Gives a mock its way to write actions; `open` finds the tables of the mock, and may refuse a sandbox that has none of its own. */
export function actionMaker<State>(open: (sandbox: Sandbox) => State) {
  return <Shape extends z.ZodRawShape>({
    run,
    ...plan
  }: Omit<AdminAction, "input" | "run"> & {
    readonly input: z.ZodObject<Shape>;
    run(desk: AdminDesk<State>, input: z.infer<z.ZodObject<Shape>>): unknown;
  }): AdminAction => ({
    ...plan,
    // Whoever runs an action has read its input by the action's own schema.
    run: (sandbox, input) => run({ sandbox, state: open(sandbox) }, input as unknown as z.infer<z.ZodObject<Shape>>),
  });
}
