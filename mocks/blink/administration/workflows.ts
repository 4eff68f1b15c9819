import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { choiceOf } from "../choice.ts";
import { writeRunMethods } from "../workflows/run-methods.ts";
import { action } from "./action.ts";
import { findKey, findUser, findWorkflow, keyName, userName } from "./find.ts";

const runMethods = action({
  id: "workflows.run-methods",
  summary: "The texts that run a workflow by REST and by the command line, with a user's key written in",
  source: "docs/products/blink.md#run-methods",
  input: z.strictObject({
    user: userName,
    key: keyName.default("default"),
    workflow: z.string().describe("A workflow's name or id."),
    address: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .default("https://app.blinkops.com")
      .describe("Where Blink is: the address of a fauxvault's door, to run the texts against it."),
  }),
  run({ sandbox, state }, input) {
    const user = findUser(state, input.user);
    const playbook = findWorkflow(state, input.workflow);
    const workspace = state.workspaces.find("id", playbook.workspace_id);
    if (!workspace) throw new EngineError(`The workspace of '${playbook.name}' is gone.`);
    if (playbook.automation_type === "event") {
      throw new EngineError(
        `'${playbook.name}' is an event workflow: a webhook or polling runs it, and it has no run methods.`,
      );
    }
    if (playbook.published === undefined) {
      throw new EngineError(`'${playbook.name}' has never been published: publish it, then it can be run.`);
    }
    const takesFlat = choiceOf(sandbox, "execute-inputs") === "input_values or flat";
    const { api_key } = findKey(state, user, input.key);
    return writeRunMethods({ playbook, workspace, key: api_key, address: input.address, takesFlat });
  },
});

/** What the screen of a workflow offers beside the API. */
export const workflowActions = [runMethods];
