import { check } from "../../check.ts";
import { expectFailure, expectThat, failureOf } from "../../expect.ts";
import type { BlinkVault } from "../../products/blink-vault.ts";

/** Inputs whose names mean something else beside `input_values`. */
const INPUTS = { text: ' {"a": "b"}\n100% ', event: "monthly close" };

/** What Blink says of workflows and their outputs. */
export const answerChecks = [
  check<BlinkVault>("blink.no-value", {
    level: "core",
    intent: "Reads from a workflow that completes without an output named `value`",
    promise: "A workflow that hands nothing out gives no secret: neither an empty one nor another output",
    fix: "Demand the output `value`, as a text",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault }) {
      const ref = { id: vault.workflow("gives no value"), container: vault.runs };
      const failure = await failureOf(connector.getSecret(ref));
      expectThat(failure !== undefined, "Out of a run without an output 'value', the connector read a secret.");
    },
  }),

  check<BlinkVault>("blink.failed-secret", {
    level: "core",
    intent: "Reads from a workflow that fails",
    promise: "A workflow that fails hands nothing out, and is reported neither as missing nor as a refused key",
    fix: "Take nothing from a run that has not completed; report its failure as `invalid` or `unavailable`",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault }) {
      const ref = { id: vault.workflow("fails"), container: vault.runs };
      const failure = await failureOf(connector.getSecret(ref));
      expectThat(failure !== undefined, "Out of a run that failed, the connector read a secret.");
      const blamed = ["not-found", "unauthenticated", "forbidden"].includes(failure.kind);
      expectThat(!blamed, `A workflow that failed was reported as '${failure.kind}'.`);
    },
  }),

  check<BlinkVault>("blink.never-published", {
    level: "standard",
    intent: "Reads from a workflow that was never published",
    promise: "Only what was published is run: a draft is nobody's promise",
    fix: "Run workflows with /execute, and never with /draft/execute",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault }) {
      const ref = { id: vault.workflow("never published"), container: vault.runs };
      const failure = await failureOf(connector.getSecret(ref));
      expectThat(failure !== undefined, "The connector read a secret from a draft.");
      expectThat(failure.kind !== "unauthenticated", "What was never published was blamed on the key.");
    },
  }),

  check<BlinkVault>("blink.older-errors", {
    level: "standard",
    intent: "Lets the vault refuse with the four members of 2022",
    promise: "Refusals are understood by their status and message, whatever else their bodies have",
    fix: "Look at status and message alone; of the other members some came later, and details may be empty",
    source: "docs/products/blink.md#errors",
    async run({ connector, vault, read }) {
      await vault.assume("error-members", "four");
      const { ref } = await vault.plant();
      await expectFailure(connector.getSecret(vault.missing()), ["not-found"], "For a workflow that is not there");
      await expectFailure(read(ref, { credential: vault.viewer }), ["forbidden"], "With a Viewer's key");
    },
  }),

  check<BlinkVault>("blink.inputs", {
    level: "standard",
    needs: ["runWorkflow"],
    intent: "Runs a workflow with inputs that are easily damaged or mistaken",
    promise: "Inputs arrive as they were given, also one that is named like a member of the request",
    fix: "Send inputs in input_values, written by a JSON library, and not beside event, runner and callback",
    source: "docs/products/blink.md#executing",
    async run({ connector, vault }) {
      await vault.assume("execute-inputs", "input_values alone");
      const request = { workflow: vault.workflow("echo"), container: vault.runs, inputs: INPUTS };
      const { state, outputs } = await connector.runWorkflow({ ...request, mode: "poll" });
      const same = outputs.value === INPUTS.text && outputs.event === INPUTS.event;
      expectThat(state === "completed" && same, `A run that repeats its inputs was ${state}, and gave others back.`);
    },
  }),
];
