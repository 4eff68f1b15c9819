/** The name of the output that is a workflow's secret; see `docs/adapter-protocol.md#blink`. */
const VALUE = "value";

const VARIABLE = "Secret";

interface Workflow {
  readonly workflow: readonly [
    { readonly steps: readonly [{ readonly inputs: { readonly Variables: readonly [{ readonly Value: string }] } }] },
  ];
}

/** A workflow that hands a value out, as JSON, which is YAML too; see `docs/products/blink.md#workflow-yaml`. */
export function writeWorkflow(value: string): string {
  const Variables = [{ Name: VARIABLE, Type: "String", Value: value }];
  const steps = [{ id: "S1", action: "internal.SetVariables", inputs: { Variables } }];
  return JSON.stringify({
    workflow: [{ section: "Steps", steps }],
    outputs: { [VALUE]: `{{ variables.${VARIABLE} }}` },
  });
}

/** The value that a workflow hands out; empty where it was not written here. */
export function readWorkflow(yaml: string): string {
  try {
    return (JSON.parse(yaml) as Workflow).workflow[0].steps[0].inputs.Variables[0].Value;
  } catch {
    return "";
  }
}
