import type { Flaw } from "../mutant.ts";
import { connectionFlaws } from "./connection.ts";
import { networkFlaws } from "./network.ts";
import { readingFlaws } from "./reading.ts";
import { safetyFlaws } from "./safety.ts";
import { searchingFlaws } from "./searching.ts";
import { writingFlaws } from "./writing.ts";

/** Every flaw that a connector to any product can have. */
export const neutralFlaws: readonly Flaw[] = [
  ...connectionFlaws,
  ...networkFlaws,
  ...readingFlaws,
  ...searchingFlaws,
  ...writingFlaws,
  ...safetyFlaws,
];
