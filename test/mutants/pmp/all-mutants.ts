import { giveFlaws, type Mutant } from "../mutant.ts";
import { neutralFlaws } from "../neutral/all-flaws.ts";
import { accessControlMutants } from "./access-control.ts";
import { answerMutants } from "./answers.ts";
import { BarePmp } from "./bare-connector.ts";
import { callerMutants } from "./callers.ts";
import { markerMutants } from "./markers.ts";

/** Every flawed Password Manager Pro connector. */
export const pmpMutants: readonly Mutant[] = [
  ...giveFlaws(BarePmp, neutralFlaws),
  ...answerMutants,
  ...callerMutants,
  ...markerMutants,
  ...accessControlMutants,
];
