import type { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import type { Sandbox } from "../../../src/engine/sandbox.ts";
import type { AdminAction } from "../../../src/http/mock.ts";
import { section } from "../section.ts";
import type { PmpState } from "../state.ts";

/** Where an action works. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly state: PmpState;
}

interface Plan<Shape extends z.ZodRawShape> extends Omit<AdminAction, "input" | "run"> {
  readonly input: z.ZodObject<Shape>;
  run(desk: Desk, input: z.infer<z.ZodObject<Shape>>): unknown;
}

/** An administrator's action, with its input typed as its schema gives it. */
export function action<Shape extends z.ZodRawShape>({ run, ...plan }: Plan<Shape>): AdminAction {
  return {
    ...plan,
    run(sandbox, input) {
      const state = sandbox.state(section);
      if (!state.settings.has(1)) {
        throw new EngineError("This sandbox has no Password Manager Pro: its fixture has no such part.");
      }
      return run({ sandbox, state }, input as unknown as z.infer<z.ZodObject<Shape>>);
    },
  };
}
