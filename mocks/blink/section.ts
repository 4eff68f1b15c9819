import type { Section } from "../../src/engine/section.ts";
import { assumptions } from "./assumptions.ts";
import { fixture } from "./fixture.ts";
import type { BlinkPart } from "./fixture-schema.ts";
import { tables } from "./state.ts";

/** Blink's part of every sandbox. */
export const section = { name: "blink", tables, assumptions, fixture } satisfies Section<typeof tables, BlinkPart>;
