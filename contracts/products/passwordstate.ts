import { connectionChecks } from "../checks/connection.ts";
import { declarationChecks } from "../checks/declaration.ts";
import { networkChecks } from "../checks/network.ts";
import { reasonChecks } from "../checks/passwordstate/reason.ts";
import { titleChecks } from "../checks/passwordstate/titles.ts";
import { readingChecks } from "../checks/reading.ts";
import { rotationChecks } from "../checks/rotation.ts";
import { safetyChecks } from "../checks/safety.ts";
import { searchingChecks } from "../checks/searching.ts";
import { tlsChecks } from "../checks/tls.ts";
import { writingChecks } from "../checks/writing.ts";
import type { Product } from "../product.ts";
import { exploreGrounds, PasswordstateVault } from "./passwordstate-vault.ts";

/** What a connector to Passwordstate has to keep. */
export const passwordstate: Product<PasswordstateVault> = {
  name: "passwordstate",
  title: "Passwordstate",
  fixture: "contract",
  listener: "passwordstate",
  checks: [
    ...declarationChecks,
    ...connectionChecks,
    ...networkChecks,
    ...tlsChecks,
    ...readingChecks,
    ...rotationChecks,
    ...searchingChecks,
    ...writingChecks,
    ...safetyChecks,
    ...reasonChecks,
    ...titleChecks,
  ],
  async explore(base) {
    const grounds = await exploreGrounds(base);
    return (site) => new PasswordstateVault(site, grounds);
  },
};
