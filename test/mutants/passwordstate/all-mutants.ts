import { giveFlaws, type Mutant } from "../mutant.ts";
import { neutralFlaws } from "../neutral/all-flaws.ts";
import { BarePasswordstate } from "./bare-connector.ts";
import { passwordstateFlaws } from "./flaws.ts";
import { recordMutants } from "./records.ts";

/** Every flawed Passwordstate connector. */
export const passwordstateMutants: readonly Mutant[] = [
  ...giveFlaws(BarePasswordstate, neutralFlaws),
  ...passwordstateFlaws,
  ...recordMutants,
];
