import type { FixtureRules } from "../../src/engine/section.ts";
import { checkPart } from "./check-part.ts";
import { type PmpPart, partSchema } from "./fixture-schema.ts";

/** What Password Manager Pro's part of a fixture is checked by. */
export const rules: FixtureRules<PmpPart> = { schema: partSchema, check: checkPart };
