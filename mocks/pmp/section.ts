import type { Section } from "../../src/engine/section.ts";
import { assumptions } from "./assumptions.ts";
import { fixture } from "./fixture.ts";
import type { PmpPart } from "./fixture-schema.ts";
import { tables } from "./state.ts";

/** Password Manager Pro's part of every sandbox. */
export const section = { name: "pmp", tables, assumptions, fixture } satisfies Section<typeof tables, PmpPart>;
