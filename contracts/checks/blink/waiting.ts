import { check } from "../../check.ts";
import { expectFailure, expectThat, failureOf } from "../../expect.ts";
import type { BlinkVault } from "../../products/blink-vault.ts";
import { ENOUGH, untilEnded } from "./follow.ts";

/** Whether a run is waited for as it should be, in the answer to the request that starts it. */
export const waitingChecks = [
  check<BlinkVault>("blink.run-sync", {
    level: "standard",
    needs: ["runWorkflow"],
    intent: "Runs a workflow and waits in the request",
    promise: "The outputs of a run that is waited for are those of the workflow, and it is started once",
    fix: "Send run_sync=true, and take the whole answer for the outputs",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault }) {
      const workflow = vault.workflow("ends Completed");
      const { state, outputs } = await connector.runWorkflow({ workflow, container: vault.runs, mode: "sync" });
      const right = state === "completed" && outputs.value === "Amber-Lantern-4";
      expectThat(right, `A run that completes was ${state}, with the outputs ${Object.keys(outputs).join(", ")}.`);
      const polls = (await vault.requests()).filter(({ target }) => target.includes("/executions"));
      expectThat(polls.length === 0, `Told to wait in the request, the connector asked for ${polls[0]?.target}.`);
      const started = await vault.countRuns(workflow);
      expectThat(started === 1, `To run a workflow once, the connector started it ${started} times.`);
    },
  }),

  check<BlinkVault>("blink.sync-failure", {
    level: "core",
    needs: ["runWorkflow"],
    intent: "Waits in the request for a run that fails, which is answered with 400 or with 500",
    promise: "A run that fails while it is waited for is `failed`, or an error; it never counts as completed",
    fix: "Take outputs from a 200 alone. What a failure is answered with is not public: expect any status",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault }) {
      const request = { workflow: vault.workflow("fails"), container: vault.runs, mode: "sync" } as const;
      for (const status of ["400", "500"]) {
        await vault.assume("sync-failure-status", status);
        let state = "";
        const failure = await failureOf(
          connector.runWorkflow(request).then((run) => {
            state = run.state;
          }),
        );
        if (failure === undefined) expectThat(state === "failed", `A run that failed (${status}) was '${state}'.`);
        const blamed = failure?.kind === "unauthenticated" || failure?.kind === "not-found";
        expectThat(!blamed, `A run that failed (${status}) was reported as '${failure?.kind}'.`);
      }
    },
  }),

  check<BlinkVault>("blink.sync-timeout", {
    level: "standard",
    needs: ["runWorkflow"],
    intent: "Waits in the request for a run that does not end, which the vault answers with 408 or with 504",
    promise: "A run that takes too long is reported as `timeout`, and is not started again: it goes on",
    fix: "Send the time that is left as timeout, in seconds; map the end of it to `timeout`, and repeat nothing",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault, connect }) {
      const workflow = vault.workflow("endless");
      await connect({ timeLimit: ENOUGH });
      for (const [at, status] of ["408", "504"].entries()) {
        await vault.assume("sync-timeout-status", status);
        const run = connector.runWorkflow({ workflow, container: vault.runs, mode: "sync" });
        // The wait that was asked for is over soon by the vault's clock, and long before the connector's own time is.
        await untilEnded(run, () => vault.passTime("PT5S"));
        await expectFailure(run, ["timeout", "unavailable"], "For a run that does not end in time");
        const started = await vault.countRuns(workflow);
        expectThat(started === at + 1, `A run that took too long was started ${started - at} times.`);
      }
    },
  }),

  check<BlinkVault>("blink.run-once", {
    level: "hardened",
    needs: ["runWorkflow"],
    intent: "Loses the answer to the request that starts a run",
    promise: "A run whose start was not confirmed is not started again: nobody knows what the first one does",
    fix: "Never repeat an execute; report `unreachable` and leave it to the user",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault }) {
      const workflow = vault.workflow("ends Completed");
      for (const mode of ["sync", "poll"] as const) {
        const before = await vault.countRuns(workflow);
        await vault.disturb({ kind: "reset" }, { match: vault.execution, when: "after", times: 1 });
        await failureOf(connector.runWorkflow({ workflow, container: vault.runs, mode }));
        const started = (await vault.countRuns(workflow)) - before;
        expectThat(started === 1, `When the answer was lost, the workflow was started ${started} times.`);
      }
    },
  }),
];
