import type { FixtureRules } from "../../src/engine/section.ts";
import { checkPart } from "./check-part.ts";
import { type BlinkPart, partSchema } from "./fixture-schema.ts";

/** What Blink's part of a fixture is checked by. */
export const rules: FixtureRules<BlinkPart> = { schema: partSchema, check: checkPart };
