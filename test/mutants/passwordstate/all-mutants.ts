import type { Mutant } from "../mutant.ts";
import { connectionMutants } from "./connection.ts";
import { networkMutants } from "./network.ts";
import { readingMutants } from "./reading.ts";
import { safetyMutants } from "./safety.ts";
import { searchingMutants } from "./searching.ts";
import { writingMutants } from "./writing.ts";

/** Every flawed Passwordstate connector. */
export const passwordstateMutants: readonly Mutant[] = [
  ...connectionMutants,
  ...networkMutants,
  ...readingMutants,
  ...searchingMutants,
  ...writingMutants,
  ...safetyMutants,
];
