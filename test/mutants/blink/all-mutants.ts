import { leftOut } from "../../../contracts/products/blink-left-out.ts";
import { fitsId } from "../../../contracts/select-checks.ts";
import { giveFlaws, type Mutant } from "../mutant.ts";
import { neutralFlaws } from "../neutral/all-flaws.ts";
import { answerMutants } from "./answers.ts";
import { BareBlink } from "./bare-connector.ts";
import { callerMutants } from "./callers.ts";
import { keyMutants } from "./keys.ts";
import { listingMutants } from "./listing.ts";
import { runMutants } from "./runs.ts";

/** The flaws that a connector to Blink can have: not those that only checks find which its contract leaves out. */
const flaws = neutralFlaws.flatMap((flaw) => {
  const trips = flaw.trips.filter((id) => !leftOut.some(({ check }) => fitsId(id, check)));
  return trips.length === 0 ? [] : [{ ...flaw, trips }];
});

/** Every flawed Blink connector. */
export const blinkMutants: readonly Mutant[] = [
  ...giveFlaws(BareBlink, flaws),
  ...callerMutants,
  ...answerMutants,
  ...runMutants,
  ...listingMutants,
  ...keyMutants,
];
