import type { FixturePart } from "../../src/engine/section.ts";
import { type PmpPart, partSchema } from "./fixture-schema.ts";
import { plant } from "./plant.ts";
import type { tables } from "./state.ts";

/** How Password Manager Pro's part of a fixture is checked and planted. */
export const fixture: FixturePart<typeof tables, PmpPart> = {
  schema: partSchema,
  wantsFaker: () => false,
  plant,
};
