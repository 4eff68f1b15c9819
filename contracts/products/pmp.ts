import { neutralChecks } from "../checks/neutral.ts";
import { accessControlChecks } from "../checks/pmp/access-control.ts";
import { answerChecks } from "../checks/pmp/answers.ts";
import { callerChecks } from "../checks/pmp/callers.ts";
import { fileChecks } from "../checks/pmp/files.ts";
import { markerChecks } from "../checks/pmp/markers.ts";
import type { Product } from "../product.ts";
import { exploreGrounds } from "./pmp-grounds.ts";
import { pmpLive } from "./pmp-live.ts";
import { PmpVault } from "./pmp-vault.ts";

/** What a connector to Password Manager Pro has to keep. */
export const pmp: Product<PmpVault> = {
  name: "pmp",
  title: "Password Manager Pro",
  fixture: "contract",
  listener: "pmp",
  checks: [...neutralChecks, ...answerChecks, ...callerChecks, ...markerChecks, ...accessControlChecks, ...fileChecks],
  live: pmpLive,
  async explore(base) {
    const grounds = await exploreGrounds(base);
    return (site) => new PmpVault(site, grounds);
  },
};
