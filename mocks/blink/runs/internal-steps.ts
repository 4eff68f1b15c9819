import { type About, parameter } from "../actions/about.ts";
import { isObject } from "../rql/values.ts";
import type { ExecutionState } from "../state/executions.ts";

/** What comes of a step of Blink's own, once its time is over. */
export type InternalOutcome =
  | { readonly kind: "done"; readonly output: unknown; readonly variables?: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly message: string; readonly code: string }
  /** Ends the whole run. */
  | { readonly kind: "end"; readonly state: ExecutionState & ("Completed" | "Failed"); readonly message: string };

/** A step that Blink does by itself; see `docs/products/blink.md#steps-of-blinks-own`. */
export interface InternalStep {
  readonly about: About;
  /** How long it lasts by its inputs, in milliseconds; by the course of its run when absent. Refuses in words what it cannot be told. */
  lasts?(inputs: Inputs): number | { readonly problem: string };
  run(inputs: Inputs): InternalOutcome;
}

type Inputs = Readonly<Record<string, unknown>>;

const UNITS: ReadonlyMap<string, number> = new Map([
  ["seconds", 1000],
  ["minutes", 60_000],
  ["hours", 3_600_000],
  ["days", 86_400_000],
]);
const LONGEST_SLEEP = 366 * 86_400_000;
const MOST_VARIABLES = 200;

const setVariables: InternalStep = {
  about: {
    display_name: "Set Variables",
    description: "Sets variables of the run",
    parameters: [parameter("Variables", { required: true })],
    example_output: { count: 1 },
  },
  run({ Variables: list = [] }) {
    if (!Array.isArray(list) || list.length > MOST_VARIABLES) {
      return failed(`Variables must be a list of ${MOST_VARIABLES} at most.`);
    }
    const set: [string, unknown][] = [];
    for (const one of list as unknown[]) {
      // What is written in lower case is dropped in silence.
      if (!isObject(one) || typeof one.Name !== "string" || one.Name === "") continue;
      const value = convert(one.Type, one.Value);
      if (value === undefined) return failed("SetVariableInvalidTypeErr", "SetVariableInvalidTypeErr");
      set.push([one.Name, value.value]);
    }
    const variables = Object.fromEntries(set);
    return { kind: "done", output: variables, variables };
  },
};

/** Waits for the clock (`sleep-inputs`). */
const sleep: InternalStep = {
  about: {
    display_name: "Sleep",
    description: "Waits",
    parameters: [
      parameter("Mode", { options: ["Duration"], default_value: "Duration" }),
      parameter("Duration", { input_type: "number", required: true }),
      parameter("Unit", { options: ["Seconds", "Minutes", "Hours", "Days"], default_value: "Seconds" }),
    ],
    example_output: "",
  },
  lasts({ Mode: mode = "Duration", Duration: amount, Unit: unit = "Seconds" }) {
    if (mode !== "Duration") return { problem: "Of internal.Sleep only the Mode 'Duration' is faked." };
    const size = UNITS.get(String(unit).toLowerCase());
    const length = Number(amount) * (size ?? Number.NaN);
    if (length >= 0 && length <= LONGEST_SLEEP) return length;
    return { problem: `Duration must be a number and Unit one of ${[...UNITS.keys()].join(", ")}; a year at most.` };
  },
  run: () => ({ kind: "done", output: "" }),
};

const print: InternalStep = {
  about: {
    display_name: "Print",
    description: "Shows a text in the execution",
    parameters: [parameter("text", { required: true })],
    example_output: "hello",
  },
  run: ({ text = "" }) => ({ kind: "done", output: text }),
};

/** Ends the run where it stands: how a workflow fails on purpose (`end-run-inputs`). */
const endRun: InternalStep = {
  about: {
    display_name: "End Run",
    description: "Ends the run where it stands",
    parameters: [
      parameter("Status", { options: ["Completed", "Failed"], default_value: "Completed" }),
      parameter("Message"),
    ],
    example_output: "",
  },
  run({ Status: status = "Completed", Message: message = "" }) {
    const state = status === "Completed" || status === "Failed" ? status : undefined;
    return state ? { kind: "end", state, message: String(message) } : failed("Status must be Completed or Failed.");
  },
};

/** The steps of Blink's own, by their names. */
export const internalSteps: ReadonlyMap<string, InternalStep> = new Map([
  ["internal.SetVariables", setVariables],
  ["internal.Sleep", sleep],
  ["internal.print", print],
  ["internal.EndRun", endRun],
]);

/** The step of Blink's own that has a name. */
export function findInternalStep(action: string): InternalStep | undefined {
  return internalSteps.get(action);
}

/** `variable-types`. */
function convert(type: unknown, value: unknown): { readonly value: unknown } | undefined {
  if (type === "String") return { value: asText(value) };
  if (type === "List") return { value: asList(value) };
  if (type !== "Number") return undefined;
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? { value: number } : undefined;
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed)) return parsed;
    } catch {
      // No JSON: a list of that one text.
    }
  }
  return value === null || value === undefined ? [] : [value];
}

function failed(message: string, code = "1"): InternalOutcome {
  return { kind: "failed", message, code };
}
