import { check } from "../../check.ts";
import { expectFailure, expectThat } from "../../expect.ts";
import { RUN_ENDS, type Run } from "../../port.ts";
import type { BlinkVault } from "../../products/blink-vault.ts";
import { pause } from "../../running-time.ts";
import { ENOUGH, untilAsked, untilRun } from "./follow.ts";

/** The ends of runs as Blink writes them, in the order of `RUN_ENDS`. */
const ENDS = ["Completed", "Failed", "Cancelled", "Timeout", "Skipped", "Paused"];
/** How long polls are counted, in milliseconds, and how many there may be in it. */
const WATCHED = 400;
const MOST_POLLS = 20;
/** In milliseconds. */
const SHORT_LIMIT = 300;

/** Whether a run is followed to its end by asking how far it has come. */
export const pollingChecks = [
  check<BlinkVault>("blink.run-poll", {
    level: "standard",
    needs: ["runWorkflow"],
    intent: "Follows a run that waits, then goes on, then ends",
    promise: "A run is followed through all that comes before its end, and its outputs are handed on",
    fix: "Ask for the execution until its state is an end, and then for its outputs",
    source: "docs/products/blink.md#executions",
    async run({ connector, vault, connect }) {
      await connect({ timeLimit: ENOUGH });
      const workflow = vault.workflow("slow");
      let end: Run | undefined;
      const run = connector.runWorkflow({ workflow, container: vault.runs, mode: "poll" }).then((ended) => {
        end = ended;
        return ended;
      });
      // Awaited below; until then its failure is nobody's.
      run.catch(() => undefined);
      await untilRun(vault, run);
      for (const stage of ["waits", "goes on"]) {
        await untilAsked(vault);
        expectThat(end === undefined, `While the run ${stage}, it was reported as '${end?.state}'.`);
        await vault.passTime("PT5S");
      }
      const { state, outputs } = await run;
      const right = state === "completed" && outputs.value === "Amber-Lantern-4";
      expectThat(right, `A run that completes was ${state}, with the outputs ${Object.keys(outputs).join(", ")}.`);
    },
  }),

  check<BlinkVault>("blink.run-ends", {
    level: "core",
    needs: ["runWorkflow"],
    intent: `Follows runs to each of their ends: ${ENDS.join(", ")}`,
    promise: "Every end of a run is told as it is, and only a completed one has outputs",
    fix: "Know all six ends, take each for the end, and map each to the port's word for it",
    source: "docs/products/blink.md#executions",
    async run({ connector, vault, connect }) {
      await connect({ timeLimit: ENOUGH });
      for (const [at, end] of ENDS.entries()) {
        const workflow = vault.workflow(`ends ${end}`);
        const { state, outputs } = await connector.runWorkflow({ workflow, container: vault.runs, mode: "poll" });
        const wanted = RUN_ENDS[at];
        expectThat(state === wanted, `A run that ended as ${end} was reported as '${state}' instead of '${wanted}'.`);
        const silent = state === "completed" || Object.keys(outputs).length === 0;
        expectThat(silent, `A run that ended as ${end} came with outputs.`);
      }
    },
  }),

  check<BlinkVault>("blink.poll-pace", {
    level: "hardened",
    needs: ["runWorkflow"],
    intent: "Counts how often a run that goes on is asked for",
    promise: `A run is asked for with pauses: at most ${MOST_POLLS} times in ${WATCHED} ms`,
    fix: "Pause between polls, and longer with each; the product's own client waits two seconds",
    source: "docs/products/blink.md#executions",
    async run({ connector, vault, connect }) {
      await connect({ timeLimit: ENOUGH });
      const request = { workflow: vault.workflow("slow"), container: vault.runs, mode: "poll" } as const;
      const run = connector.runWorkflow(request);
      run.catch(() => undefined);
      await untilRun(vault, run);
      const before = (await vault.requests()).length;
      await pause(WATCHED);
      const asked = (await vault.requests()).length - before;
      expectThat(asked <= MOST_POLLS, `In ${WATCHED} ms, a run that went on was asked for ${asked} times.`);
      await vault.passTime("PT10S");
      await run;
    },
  }),

  check<BlinkVault>("blink.poll-ends", {
    level: "core",
    needs: ["runWorkflow"],
    intent: "Follows a run that does not end",
    promise: "A run that does not end is given up at the time limit as `timeout`, and asked for no longer",
    fix: "Measure the time limit over the whole of it: the start, all polls and all pauses",
    source: "docs/products/blink.md#executions",
    async run({ connector, vault, connect }) {
      await connect({ timeLimit: SHORT_LIMIT });
      const request = { workflow: vault.workflow("endless"), container: vault.runs, mode: "poll" } as const;
      await expectFailure(connector.runWorkflow(request), ["timeout"], "For a run that does not end");
      const before = (await vault.requests()).length;
      await pause(SHORT_LIMIT);
      const more = (await vault.requests()).length - before;
      expectThat(more === 0, `After a run was given up, the connector asked ${more} times more.`);
    },
  }),
];
