import type { Check } from "../check.ts";
import { foreignAnswerChecks } from "./answers.ts";
import { attemptChecks } from "./attempts.ts";
import { connectionChecks } from "./connection.ts";
import { declarationChecks } from "./declaration.ts";
import { loadChecks } from "./load.ts";
import { networkChecks } from "./network.ts";
import { readingChecks } from "./reading.ts";
import { readingNameChecks } from "./reading-names.ts";
import { rotationChecks } from "./rotation.ts";
import { safetyChecks } from "./safety.ts";
import { searchingChecks } from "./searching.ts";
import { supplyChecks } from "./supplies.ts";
import { tlsChecks } from "./tls.ts";
import { updatingChecks } from "./updating.ts";
import { writeTrafficChecks } from "./write-traffic.ts";
import { writingChecks } from "./writing.ts";

/** What every connector has to keep, whichever product it speaks to. */
export const neutralChecks: readonly Check[] = [
  ...declarationChecks,
  ...connectionChecks,
  ...networkChecks,
  ...attemptChecks,
  ...foreignAnswerChecks,
  ...loadChecks,
  ...tlsChecks,
  ...readingChecks,
  ...readingNameChecks,
  ...rotationChecks,
  ...searchingChecks,
  ...supplyChecks,
  ...writingChecks,
  ...updatingChecks,
  ...writeTrafficChecks,
  ...safetyChecks,
];
