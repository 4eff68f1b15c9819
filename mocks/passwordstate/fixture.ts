import type { FixturePart } from "../../src/engine/section.ts";
import { checkPart } from "./check-part.ts";
import { type PasswordstatePart, partSchema } from "./fixture-schema.ts";
import { plant } from "./plant.ts";
import type { tables } from "./state.ts";

/** How Passwordstate's part of a fixture is checked and planted. */
export const fixture: FixturePart<typeof tables, PasswordstatePart> = {
  schema: partSchema,
  check: checkPart,
  wantsFaker: (part) => part.lists.some((one) => one.generate !== undefined),
  plant,
};
