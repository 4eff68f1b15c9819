/** An input that an action cannot work with: the step fails with this. */
export class InputProblem extends Error {
  override readonly name = "InputProblem";
}

type Inputs = Readonly<Record<string, unknown>>;

/** The value of an input by its name on the screen, whatever its case and with `_` for a space (`action-inputs`); nothing when it is empty. */
export function readInput(inputs: Inputs, name: string): unknown {
  const wanted = plain(name);
  const key = Object.hasOwn(inputs, name) ? name : Object.keys(inputs).find((one) => plain(one) === wanted);
  const value = key === undefined ? undefined : inputs[key];
  return value === null || value === "" ? undefined : value;
}

/** An input as text; numbers and flags are written out. */
export function readText(inputs: Inputs, name: string): string | undefined {
  const value = readInput(inputs, name);
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new InputProblem(`'${name}' has to be a text.`);
}

/** An input as a whole number from `least` on, given as one or as its digits. */
export function readNumber(inputs: Inputs, name: string, least = 0): number | undefined {
  const text = readText(inputs, name)?.trim();
  if (text === undefined) return undefined;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (number >= least) return number;
  throw new InputProblem(`'${name}' has to be a whole number${least > 0 ? `, ${least} or more` : ""}.`);
}

/** An input as yes or no, given as such or as its word. */
export function readFlag(inputs: Inputs, name: string): boolean | undefined {
  const text = readText(inputs, name)?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (text === "true" || text === "false") return text === "true";
  throw new InputProblem(`'${name}' has to be true or false.`);
}

/** What a reader gives, when it has to be there. */
export function demand<Value>(value: Value | undefined, name: string): Value {
  if (value !== undefined) return value;
  throw new InputProblem(`'${name}' is required.`);
}

/** Names and values that an input gives as lines of `Name: Value`, or as an object. */
export function readPairs(inputs: Inputs, name: string): readonly (readonly [string, string])[] {
  const value = readInput(inputs, name);
  if (value === undefined) return [];
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.keys(value).map((key) => [key, readText(value as Inputs, key) ?? ""] as const);
  }
  const lines = Array.isArray(value) ? value.map(String) : String(value).split(/\r?\n/);
  return lines.flatMap((line) => {
    if (line.trim() === "") return [];
    const [, key, one] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && one !== undefined) return [[key, one] as const];
    throw new InputProblem(`'${name}' has a line that is not Name: Value.`);
  });
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
