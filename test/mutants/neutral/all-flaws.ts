import type { Flaw } from "../mutant.ts";
import { answerFlaws } from "./answers.ts";
import { connectionFlaws } from "./connection.ts";
import { declarationFlaws } from "./declaration.ts";
import { networkFlaws } from "./network.ts";
import { readingFlaws } from "./reading.ts";
import { repeatingFlaws } from "./repeating.ts";
import { safetyFlaws } from "./safety.ts";
import { searchingFlaws } from "./searching.ts";
import { updatingFlaws } from "./updating.ts";
import { writingFlaws } from "./writing.ts";

/** Every flaw that a connector to any product can have. */
export const neutralFlaws: readonly Flaw[] = [
  ...declarationFlaws,
  ...connectionFlaws,
  ...networkFlaws,
  ...answerFlaws,
  ...readingFlaws,
  ...searchingFlaws,
  ...writingFlaws,
  ...updatingFlaws,
  ...repeatingFlaws,
  ...safetyFlaws,
];
