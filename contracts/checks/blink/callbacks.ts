import { check } from "../../check.ts";
import { expectFailure, expectThat } from "../../expect.ts";
import type { BlinkVault } from "../../products/blink-vault.ts";
import { pause } from "../../running-time.ts";
import { ENOUGH, untilRun } from "./follow.ts";

/** Long enough for a connector that polls to ask; in milliseconds. */
const WATCHED = 300;
/** In milliseconds. */
const SHORT_LIMIT = 300;

/** Whether a connector that wants to be called takes the call. */
export const callbackChecks = [
  check<BlinkVault>("blink.callback", {
    level: "standard",
    needs: ["runWorkflow"],
    intent: "Runs a workflow whose end the vault calls to tell",
    promise: "A run that calls back is not polled meanwhile; the call is answered, and its outputs are handed on",
    fix: "Listen before you start the run, answer the call with 200, and take state and outputs from what it says",
    source: "docs/products/blink.md#callbacks",
    async run({ connector, vault, connect }) {
      await connect({ timeLimit: ENOUGH });
      const workflow = vault.workflow("slow");
      const run = connector.runWorkflow({ workflow, container: vault.runs, mode: "callback" });
      run.catch(() => undefined);
      await untilRun(vault, run);
      const before = (await vault.requests()).length;
      await pause(WATCHED);
      const polls = (await vault.requests()).length - before;
      expectThat(polls === 0, `While it was to be called, the connector asked ${polls} times.`);
      await vault.passTime("PT10S");
      const { state, outputs } = await run;
      const right = state === "completed" && outputs.value === "Amber-Lantern-4";
      expectThat(right, `A run that completes was ${state}, with the outputs ${Object.keys(outputs).join(", ")}.`);
      const told = await vault.callbackOf(workflow);
      expectThat(/^answered 2/.test(told), `The vault's call did not end well: ${told || "there was none"}.`);
    },
  }),

  check<BlinkVault>("blink.callback-ends", {
    level: "standard",
    needs: ["runWorkflow"],
    intent: "Calls back for runs that fail, are cancelled and time out",
    promise: "A call that tells of a bad end is no success",
    fix: "Read the state in what the call says: that it comes says only that the run has ended",
    source: "docs/products/blink.md#callbacks",
    async run({ connector, vault }) {
      for (const [end, wanted] of [
        ["Failed", "failed"],
        ["Cancelled", "cancelled"],
        ["Timeout", "timed-out"],
      ]) {
        const workflow = vault.workflow(`ends ${end}`);
        const { state } = await connector.runWorkflow({ workflow, container: vault.runs, mode: "callback" });
        expectThat(state === wanted, `A call that told of ${end} was taken for '${state}'.`);
      }
    },
  }),

  check<BlinkVault>("blink.callback-missing", {
    level: "hardened",
    needs: ["runWorkflow"],
    intent: "Lets the call never come",
    promise: "A call that does not come is given up at the time limit as `timeout`",
    fix: "Put the settings' time limit on the wait for the call, and close what listens",
    source: "docs/products/blink.md#callbacks",
    async run({ connector, vault, connect }) {
      await connect({ timeLimit: SHORT_LIMIT });
      const request = { workflow: vault.workflow("endless"), container: vault.runs, mode: "callback" } as const;
      await expectFailure(connector.runWorkflow(request), ["timeout"], "When nobody calls");
    },
  }),
];
