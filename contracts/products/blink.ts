import { answerChecks } from "../checks/blink/answers.ts";
import { callbackChecks } from "../checks/blink/callbacks.ts";
import { callerChecks } from "../checks/blink/callers.ts";
import { keyChecks } from "../checks/blink/keys.ts";
import { listingChecks } from "../checks/blink/listing.ts";
import { pollingChecks } from "../checks/blink/polling.ts";
import { waitingChecks } from "../checks/blink/waiting.ts";
import { neutralChecks } from "../checks/neutral.ts";
import { withoutLeftOut } from "../left-out.ts";
import type { Product } from "../product.ts";
import { exploreGrounds } from "./blink-grounds.ts";
import { leftOut } from "./blink-left-out.ts";
import { BlinkVault } from "./blink-vault.ts";

/** What a connector to Blink has to keep. */
export const blink: Product<BlinkVault> = {
  name: "blink",
  title: "Blink",
  fixture: "contract",
  listener: "blink",
  checks: [
    ...withoutLeftOut(neutralChecks, leftOut).map((one) => ({ ...one, targets: ["mock"] as const })),
    ...[...callerChecks, ...answerChecks, ...waitingChecks, ...pollingChecks, ...callbackChecks],
    ...[...listingChecks, ...keyChecks],
  ],
  leftOut,
  whyNotLive: "To read at Blink is to run a workflow, and that does whatever the workflow does.",
  async explore(base) {
    const grounds = await exploreGrounds(base);
    return (site) => new BlinkVault(site, grounds);
  },
};
