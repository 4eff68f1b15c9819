import { neutralChecks } from "../checks/neutral.ts";
import { answerChecks } from "../checks/passwordstate/answers.ts";
import { keyKindChecks } from "../checks/passwordstate/key-kinds.ts";
import { recordChecks } from "../checks/passwordstate/records.ts";
import { titleChecks } from "../checks/passwordstate/titles.ts";
import type { Product } from "../product.ts";
import { passwordstateLive } from "./passwordstate-live.ts";
import { exploreGrounds, PasswordstateVault } from "./passwordstate-vault.ts";

/** What a connector to Passwordstate has to keep. */
export const passwordstate: Product<PasswordstateVault> = {
  name: "passwordstate",
  title: "Passwordstate",
  fixture: "contract",
  listener: "passwordstate",
  checks: [...neutralChecks, ...titleChecks, ...answerChecks, ...keyKindChecks, ...recordChecks],
  live: passwordstateLive,
  async explore(base) {
    const grounds = await exploreGrounds(base);
    return (site) => new PasswordstateVault(site, grounds);
  },
};
