import type { Check } from "../check.ts";
import { connectionChecks } from "./connection.ts";
import { declarationChecks } from "./declaration.ts";
import { networkChecks } from "./network.ts";
import { readingChecks } from "./reading.ts";
import { rotationChecks } from "./rotation.ts";
import { safetyChecks } from "./safety.ts";
import { searchingChecks } from "./searching.ts";
import { tlsChecks } from "./tls.ts";
import { writingChecks } from "./writing.ts";

/** What every connector has to keep, whichever product it speaks to. */
export const neutralChecks: readonly Check[] = [
  ...declarationChecks,
  ...connectionChecks,
  ...networkChecks,
  ...tlsChecks,
  ...readingChecks,
  ...rotationChecks,
  ...searchingChecks,
  ...writingChecks,
  ...safetyChecks,
];
