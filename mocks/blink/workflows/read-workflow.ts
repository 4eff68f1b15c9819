import { isObject } from "../rql/values.ts";
import { AUTOMATION_TYPES } from "../state/workflows.ts";
import { readYaml } from "./read-yaml.ts";
import { type AutomationType, type InputPlan, type StepPlan, WORKFLOW_BOUNDS, type Workflow } from "./workflow.ts";

/** A workflow, or why its YAML is none. */
export type ReadWorkflow =
  | { readonly workflow: Workflow; readonly problem?: undefined }
  | { readonly workflow?: undefined; readonly problem: string };

/** Thrown within this file alone. */
class WorkflowProblem extends Error {}

/** What was read lately: every run reads its workflow at each of its steps. */
const lately = new Map<string, ReadWorkflow>();
const MOST_KEPT = 100;

/** Reads the YAML of a workflow; see `docs/products/blink.md#workflow-yaml`. The same text gives the same value. */
export function readWorkflow(text: string): ReadWorkflow {
  const known = lately.get(text);
  if (known) return known;
  const read = readAnew(text);
  const [oldest] = lately.keys();
  if (lately.size >= MOST_KEPT && oldest !== undefined) lately.delete(oldest);
  lately.set(text, read);
  return read;
}

function readAnew(text: string): ReadWorkflow {
  const { content, problem } = { content: undefined, ...readYaml(text) };
  if (problem !== undefined) return { problem };
  try {
    return { workflow: toWorkflow(content) };
  } catch (error) {
    if (error instanceof WorkflowProblem) return { problem: error.message };
    throw error;
  }
}

function toWorkflow(content: unknown): Workflow {
  if (!isObject(content)) throw new WorkflowProblem("A workflow is a mapping with a list 'workflow' of sections.");
  const { name, desc, automation_type: type, workflow, outputs, runner } = content;
  return {
    name: typeof name === "string" && name.trim() !== "" ? name.trim() : undefined,
    desc: typeof desc === "string" ? desc.slice(0, 1000) : "",
    automation_type: readType(type),
    runner: typeof runner === "string" ? runner : "",
    inputs: readInputs(content.inputs),
    steps: readSteps(workflow),
    outputs: readMembers("outputs", outputs, WORKFLOW_BOUNDS.outputs),
  };
}

function readType(value: unknown): AutomationType {
  const known = AUTOMATION_TYPES.find((one) => one === (value ?? AUTOMATION_TYPES[0]));
  if (known) return known;
  throw new WorkflowProblem(`automation_type must be one of ${AUTOMATION_TYPES.join(", ")}.`);
}

function readInputs(value: unknown): InputPlan[] {
  return Object.entries(readMembers("inputs", value, WORKFLOW_BOUNDS.inputs)).map(([name, plan]) => {
    if (!isObject(plan)) throw new WorkflowProblem(`The input '${shorten(name)}' must be a mapping, not a bare value.`);
    return { name, required: plan.required === true, default: plan.default ?? undefined };
  });
}

function readSteps(sections: unknown): StepPlan[] {
  const [section, second] = Array.isArray(sections) ? (sections as unknown[]) : [];
  if (!isObject(section) || second !== undefined) {
    throw new WorkflowProblem("expected a workflow: a mapping with a list 'workflow' of one section.");
  }
  const { steps = [] } = section;
  if (!Array.isArray(steps)) throw new WorkflowProblem("The 'steps' of a section must be a list.");
  if (steps.length > WORKFLOW_BOUNDS.steps) {
    throw new WorkflowProblem(`A workflow has at most ${WORKFLOW_BOUNDS.steps} steps.`);
  }
  const taken = new Set<string>();
  return steps.map((step: unknown, at): StepPlan => {
    if (!isObject(step)) throw new WorkflowProblem(`Step ${at + 1} must be a mapping.`);
    const { id, action, name } = step;
    if (typeof id !== "string" || !/^[A-Za-z_][A-Za-z0-9_-]{0,99}$/.test(id)) {
      throw new WorkflowProblem(`Step ${at + 1} needs an id of letters and digits, such as S${at + 1}.`);
    }
    if (taken.has(id)) throw new WorkflowProblem(`Two steps have the id '${id}'.`);
    taken.add(id);
    if (typeof action !== "string" || action === "") throw new WorkflowProblem(`Step '${id}' needs an action.`);
    const connections = Object.entries(readMembers("connections", step.connections, 10));
    return {
      ...{ id, action, name: typeof name === "string" ? name : "" },
      inputs: readMembers("inputs", step.inputs, 1000),
      connections: Object.fromEntries(connections.map(([type, one]) => [type, String(one)])),
      disabled: step.when === false || step.when === "false",
    };
  });
}

function readMembers(member: string, value: unknown, most: number): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new WorkflowProblem(`'${member}' must be a mapping.`);
  if (Object.keys(value).length <= most) return value;
  throw new WorkflowProblem(`'${member}' has more than ${most} members.`);
}

function shorten(name: string): string {
  return name.slice(0, 60);
}
