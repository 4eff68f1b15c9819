import { smallBlink } from "./small-blink.ts";

/** The ids of the small Blink's workflows, its pack and the executions that it starts with. */
export const flows = {
  pack: "10000000-0000-4000-8000-0000000000aa",
  greet: "10000000-0000-4000-8000-000000000001",
  nap: "10000000-0000-4000-8000-000000000002",
  fail: "10000000-0000-4000-8000-000000000003",
  read: "10000000-0000-4000-8000-000000000004",
  draft: "10000000-0000-4000-8000-000000000005",
  resting: "10000000-0000-4000-8000-000000000006",
  quick: "10000000-0000-4000-8000-000000000007",
  done: "20000000-0000-4000-8000-000000000001",
  going: "20000000-0000-4000-8000-000000000002",
} as const;

/** A workflow's YAML, of its steps and what else it has. */
export function workflowYaml(steps: readonly object[], more: object = {}): string {
  return JSON.stringify({ ...more, workflow: [{ section: "Steps", steps }] });
}

const greet = workflowYaml(
  [
    {
      id: "S1",
      name: "Say it",
      action: "internal.SetVariables",
      inputs: { Variables: [{ Name: "words", Type: "String", Value: "Hello {{ inputs.who }}!" }] },
    },
    { id: "S2", action: "internal.print", inputs: { text: "{{ variables.words }}" } },
  ],
  {
    name: "Greet",
    inputs: { who: { type: "text", required: true }, times: { type: "number", default: 1 } },
    outputs: { words: "{{ steps.S2.output }}", times: "{{ inputs.times }}", status: "{{ steps.S1.status }}" },
  },
);

const nap = workflowYaml([{ id: "S1", action: "internal.Sleep", inputs: { Duration: 2, Unit: "Hours" } }], {
  name: "Nap",
  outputs: { rested: "{{ true }}" },
});

const fail = workflowYaml(
  [
    { id: "S1", action: "internal.EndRun", inputs: { Status: "Failed", Message: "no {{ inputs.what }} left" } },
    { id: "S2", action: "internal.print", inputs: { text: "never" } },
  ],
  { name: "Fail" },
);

/** Reads a password of the vault that the sandbox has. */
const read = workflowYaml(
  [
    {
      id: "S1",
      action: "http.requestV2",
      inputs: { Method: "GET", URL: "{{ inputs.url }}" },
    },
  ],
  { name: "Read", outputs: { status: "{{ steps.S1.output.status }}", body: "{{ steps.S1.output.body }}" } },
);

const short = { pending: "PT1S", steps: { S1: "PT2S", S2: "PT3S" } };

const workflows = [
  { id: flows.greet, name: "Greet", tags: ["hello"], yaml: greet, run: short },
  { id: flows.nap, name: "Nap", yaml: nap, run: { pending: "PT0S", timeout: "PT3H" } },
  { id: flows.fail, name: "Fail", yaml: fail, run: short },
  { id: flows.read, name: "Read", yaml: read, run: { pending: "PT0S" } },
  { id: flows.draft, name: "Draft", yaml: greet, published: false, run: short },
  { id: flows.quick, name: "Quick", yaml: greet, run: { pending: "PT0.02S", steps: { S1: "PT0.02S", S2: "PT0S" } } },
  { id: flows.resting, name: "Resting", yaml: greet, active: false },
];

const executions = [
  {
    id: flows.done,
    workflow: "Greet",
    inputs: { who: "Noor" },
    outputs: { words: "Hello Noor!" },
    created: "1 hour ago",
  },
  { id: flows.going, workflow: "Greet", inputs: { who: "Ivo" }, state: "Running", created: "1 minute ago" },
];

const [platform, ...others] = smallBlink.workspaces;

/** The small Blink with a few workflows in its platform workspace. */
export const blinkWithWorkflows = {
  ...smallBlink,
  workspaces: [
    { ...platform, packs: [{ id: flows.pack, name: "Errands", workflows }], executions },
    ...others,
  ] as const,
};
