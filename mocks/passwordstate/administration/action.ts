import type { z } from "zod";
import type { Sandbox } from "../../../src/engine/sandbox.ts";
import type { AdminAction } from "../../../src/http/mock.ts";
import { section } from "../section.ts";
import type { PasswordstateState } from "../state.ts";

/** Where an action works. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly state: PasswordstateState;
}

interface Plan<Shape extends z.ZodRawShape> extends Omit<AdminAction, "input" | "run"> {
  readonly input: z.ZodObject<Shape>;
  run(desk: Desk, input: z.infer<z.ZodObject<Shape>>): unknown;
}

/** An administrator's action, with its input typed as its schema gives it. */
export function action<Shape extends z.ZodRawShape>({ run, ...plan }: Plan<Shape>): AdminAction {
  return {
    ...plan,
    run: (sandbox, input) =>
      run({ sandbox, state: sandbox.state(section) }, input as unknown as z.infer<z.ZodObject<Shape>>),
  };
}
