import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { readInstant } from "../../../src/engine/instant.ts";
import { choiceOf } from "../choice.ts";
import { generateExecutions } from "../plant/executions.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { PlaybookRow } from "../state/workflows.ts";
import type { BlinkState } from "../state.ts";
import { writeRunMethods } from "../workflows/run-methods.ts";
import { action } from "./action.ts";
import { findKey, findUser, findWorkflow, keyName, userName } from "./find.ts";

const workflowName = z.string().describe("A workflow's name or id.");

const runMethods = action({
  id: "workflows.run-methods",
  summary: "The texts that run a workflow by REST and by the command line, with a user's key written in",
  source: "docs/products/blink.md#run-methods",
  input: z.strictObject({
    user: userName,
    key: keyName.default("default"),
    workflow: workflowName,
    address: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .default("https://app.blinkops.com")
      .describe("Where Blink is: the address of a fauxvault's door, to run the texts against it."),
  }),
  run({ sandbox, state }, input) {
    const user = findUser(state, input.user);
    const playbook = findWorkflow(state, input.workflow);
    const workspace = workspaceOf(state, playbook);
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

const generate = action({
  id: "executions.generate",
  summary: "So many completed executions of a workflow, one a minute, the last of them a minute ago: lists to be paged",
  source: "docs/products/blink.md#executions",
  input: z.strictObject({ workflow: workflowName, executions: z.int().min(1).max(10_000) }),
  run({ state, sandbox }, { workflow, executions }) {
    const playbook = findWorkflow(state, workflow);
    const { clock, chance } = sandbox;
    const part = { name: playbook.name, generate: { executions }, run: undefined, by: undefined };
    const instant = (text: string) => readInstant(text, clock.now());
    generateExecutions(state, workspaceOf(state, playbook), part, { clock, chance, instant });
    return { workflow: playbook.name, executions };
  },
});

/** What the screen of a workflow offers beside the API, and executions that have been. */
export const workflowActions = [runMethods, generate];

function workspaceOf(state: BlinkState, { name, workspace_id }: PlaybookRow): WorkspaceRow {
  const workspace = state.workspaces.find("id", workspace_id);
  if (workspace) return workspace;
  throw new EngineError(`The workspace of '${name}' is gone.`);
}
