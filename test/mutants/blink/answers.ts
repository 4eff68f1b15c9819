import { ConnectorError, type SecretRef } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BareBlink } from "./bare-connector.ts";
import type { Outputs } from "./bare-workflows.ts";

/** Flaws in how a connector takes what Blink says of workflows and their outputs. */
export const answerMutants: readonly Mutant[] = [
  mutant(
    "takes a missing value for an empty one",
    ["blink.no-value"],
    class extends BareBlink {
      override async runHere(...input: Parameters<BareBlink["runHere"]>) {
        const outputs = await super.runHere(...input);
        return { value: "", ...outputs };
      }
    },
  ),
  mutant(
    "takes any output for the value",
    ["blink.no-value"],
    class extends BareBlink {
      override async runHere(...input: Parameters<BareBlink["runHere"]>) {
        const outputs = await super.runHere(...input);
        return { value: Object.values(outputs)[0], ...outputs };
      }
    },
  ),
  mutant(
    "takes a workflow that failed for one that is missing",
    ["blink.failed-secret"],
    class extends BareBlink {
      override judge(answer: Answer, what: string) {
        const isFailure = answer.text.includes("Can not execute playbook");
        return isFailure ? new ConnectorError("not-found", `no '${what}'`) : super.judge(answer, what);
      }
    },
  ),
  mutant(
    "hands on an empty secret when a run fails",
    ["blink.failed-secret", "blink.sync-failure"],
    class extends BareBlink {
      override async runHere(...input: Parameters<BareBlink["runHere"]>): Promise<Outputs> {
        return super.runHere(...input).catch((error: unknown) => {
          if (error instanceof ConnectorError && error.kind === "invalid") return { value: "" };
          throw error;
        });
      }
    },
  ),
  mutant(
    "runs the draft where there is nothing else",
    ["blink.never-published"],
    class extends BareBlink {
      override headers() {
        return { ...super.headers(), "BLINK-INTERNAL-SERVICE-REQUEST": "true" };
      }
      override async execute(ref: SecretRef, body: object, query = "") {
        const draft = () =>
          super.call("POST", `${this.pathTo(ref)}/draft/execute${query}`, ref.id, JSON.stringify(body));
        return super.execute(ref, body, query).catch(draft);
      }
    },
  ),
  mutant(
    "knows refusals by members that came later",
    ["blink.older-errors"],
    class extends BareBlink {
      override judge(answer: Answer, what: string) {
        const isKnown = answer.status >= 500 || answer.text.includes('"user_error"');
        return isKnown ? super.judge(answer, what) : new ConnectorError("protocol", "This is no refusal of Blink's.");
      }
    },
  ),
  mutant(
    "sends inputs beside the members of the request",
    ["blink.inputs"],
    class extends BareBlink {
      override execute(ref: SecretRef, { input_values, ...body }: { input_values?: object }, query?: string) {
        return super.execute(ref, { ...body, ...input_values }, query);
      }
    },
  ),
];
