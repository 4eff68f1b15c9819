import type { FixturePart } from "../../src/engine/section.ts";
import type { PasswordstatePart } from "./fixture-schema.ts";
import { plant } from "./plant.ts";
import type { tables } from "./state.ts";

/** How Passwordstate's part of a fixture is checked and planted. */
export const fixture: FixturePart<typeof tables, PasswordstatePart> = {
  rules: async () => (await import("./fixture-rules.ts")).rules,
  wantsFaker: (part) => part.lists.some((one) => one.generate !== undefined),
  plant,
};
