import type { FixturePart } from "../../src/engine/section.ts";
import type { BlinkPart } from "./fixture-schema.ts";
import { plant } from "./plant.ts";
import type { tables } from "./state.ts";

/** How Blink's part of a fixture is checked and planted. */
export const fixture: FixturePart<typeof tables, BlinkPart> = {
  rules: async () => (await import("./fixture-rules.ts")).rules,
  wantsFaker: () => false,
  plant,
};
