import type { FixtureRules } from "../../src/engine/section.ts";
import { checkPart } from "./check-part.ts";
import { type PasswordstatePart, partSchema } from "./fixture-schema.ts";

/** What Passwordstate's part of a fixture is checked by. */
export const rules: FixtureRules<PasswordstatePart> = { schema: partSchema, check: checkPart };
