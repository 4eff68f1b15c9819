import { check } from "../../check.ts";
import { expectFailure, expectPassed, expectSameValue, expectThat, failureOf } from "../../expect.ts";
import type { BlinkVault } from "../../products/blink-vault.ts";
import { ENOUGH, untilAsked, untilRun } from "./follow.ts";

/** Whose key it is that comes, and what its user may do. */
export const callerChecks = [
  check<BlinkVault>("blink.viewer", {
    level: "core",
    intent: "Runs a workflow with the key of a Viewer, who may look at it",
    promise: "Who may look and not run is told `forbidden` (403), never that the key is wrong (401)",
    fix: "Map 403 to `forbidden` for every call: the key is good, and its user's role is not enough",
    source: "docs/products/blink.md#authentication",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      await expectFailure(read(ref, { credential: vault.viewer }), ["forbidden"], "With a Viewer's key");
    },
  }),

  check<BlinkVault>("blink.selected-workspace", {
    level: "core",
    intent: "Reads after the key's user has selected another workspace on the screen",
    promise: "What is read does not depend on what somebody selected last on a screen",
    fix: "Name the workspace in the path of every call that reads: /workspace/{id}/…",
    source: "docs/products/blink.md#workspaces",
    async run({ connector, vault }) {
      const { ref, value } = await vault.plant();
      await vault.selectElsewhere();
      const secret = await connector.getSecret(ref);
      expectSameValue(secret.value, value, "With another workspace selected, the value");
    },
  }),

  check<BlinkVault>("blink.test-runs-nothing", {
    level: "core",
    intent: "Looks whether a connection test runs a workflow",
    promise: "A connection is tested without running anything: a run does whatever its workflow does",
    fix: "Test with a call that only reads, such as one row of the list of workflows",
    source: "docs/products/blink.md#executing",
    async run({ vault, testAgain }) {
      await vault.plant();
      expectPassed(await testAgain(), "With the right settings");
      const [first] = await vault.executions();
      expectThat(first === undefined, `The connection test sent ${first?.method} ${first?.target}.`);
    },
  }),

  check<BlinkVault>("blink.key-rotated-mid-run", {
    level: "standard",
    needs: ["runWorkflow"],
    intent: "Rotates the key while a run is followed",
    promise:
      "A key that is rotated while a run goes on ends the waiting as `unauthenticated`, and starts no second run",
    fix: "Judge the answers to polls as all others: a 401 ends the waiting at once",
    source: "docs/products/blink.md#key-rules",
    async run({ connector, vault, connect }) {
      const workflow = vault.workflow("slow");
      await connect({ timeLimit: ENOUGH });
      const run = failureOf(connector.runWorkflow({ workflow, container: vault.runs, mode: "poll" }));
      await untilRun(vault, run);
      await untilAsked(vault);
      await vault.rotateCredential();
      const failure = await run;
      const ended = failure?.kind ?? "done";
      expectThat(ended === "unauthenticated", `A run whose key was rotated meanwhile ended as '${ended}'.`);
      const started = await vault.countRuns(workflow);
      expectThat(started === 1, `After it, ${started} runs had been started instead of one.`);
    },
  }),
];
