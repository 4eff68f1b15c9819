import type { Section } from "../../src/engine/section.ts";
import { assumptions } from "./assumptions.ts";
import { fixture } from "./fixture.ts";
import type { PasswordstatePart } from "./fixture-schema.ts";
import { tables } from "./state.ts";

/** Passwordstate's part of every sandbox. */
export const section = { name: "passwordstate", tables, assumptions, fixture } satisfies Section<
  typeof tables,
  PasswordstatePart
>;
