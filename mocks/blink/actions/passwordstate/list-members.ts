import { InputProblem, readFlag, readInput, readText } from "../read-inputs.ts";
import { readMembers } from "./ask-passwordstate.ts";
import { LIST_FIELDS } from "./fields.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** To whom permissions are applied (`passwordstate-permissions`). */
export const APPLY_TO = ["user", "group"] as const;
/** Where a new list's permissions come from (`passwordstate-permissions`). */
export const PERMISSION_METHODS = ["apply", "copy from list", "copy from template"] as const;

const USER = "Apply Permissions For User By ID";
const GROUP_ID = "Apply Permission For Security Group By ID";
const GROUP_NAME = "Apply Permission For Security Group By Name";
const FROM_LIST = "Copy Permissions From Password List By ID";
const FROM_TEMPLATE = "Copy Permissions From Template By ID";
/** What a list that is linked to a template cannot be made of. */
const LIST_SOURCES = ["Copy Settings From Password List By ID", FROM_LIST];
/** What the two choices choose between. */
const CHOOSABLE: ReadonlySet<string> = new Set([USER, GROUP_ID, GROUP_NAME, FROM_LIST, FROM_TEMPLATE]);

/** The members that make a new list. Of the sources of permissions those are sent that `Permissions Method` and `Apply Permissions` choose. */
export function readListMembers(inputs: Inputs): Record<string, string | number | boolean> {
  const chosen = readChosen(inputs);
  const unsuited = LIST_SOURCES.find((name) => readInput(inputs, name) !== undefined && isSent(name, chosen));
  if (unsuited !== undefined && readFlag(inputs, "Link To Template")) {
    throw new InputProblem(`'Link To Template' contradicts '${unsuited}': only a template can be a source then.`);
  }
  const fields = LIST_FIELDS.filter(({ input }) => isSent(input, chosen));
  const letter = readText(inputs, "Permissions")?.trim().charAt(0).toUpperCase();
  const applies = chosen === undefined || ![FROM_LIST, FROM_TEMPLATE].includes(chosen[0] ?? "");
  return { ...readMembers(inputs, fields), ...(letter !== undefined && applies ? { Permission: letter } : {}) };
}

function isSent(input: string, chosen: readonly string[] | undefined): boolean {
  return chosen === undefined || !CHOOSABLE.has(input) || chosen.includes(input);
}

/** The inputs that are chosen; nothing when no choice is made, and all that are given are sent. */
function readChosen(inputs: Inputs): readonly string[] | undefined {
  const to = readChoice(inputs, "Apply Permissions", APPLY_TO);
  const method =
    readChoice(inputs, "Permissions Method", PERMISSION_METHODS) ?? (to === undefined ? undefined : "apply");
  if (method === undefined) return undefined;
  if (method === "apply") return readApplied(inputs, to);
  if (to !== undefined) {
    throw new InputProblem(`'Permissions Method' is ${method}, which contradicts 'Apply Permissions': leave one out.`);
  }
  const source = method === "copy from list" ? FROM_LIST : FROM_TEMPLATE;
  if (readInput(inputs, source) !== undefined) return [source];
  throw new InputProblem(`'Permissions Method' is ${method}: '${source}' is required.`);
}

function readApplied(inputs: Inputs, to: (typeof APPLY_TO)[number] | undefined): readonly string[] {
  const wanted = to === "user" ? [USER] : to === "group" ? [GROUP_ID, GROUP_NAME] : [USER, GROUP_ID, GROUP_NAME];
  if (wanted.some((name) => readInput(inputs, name) !== undefined)) return wanted;
  if (to === "user") throw new InputProblem(`'Apply Permissions' is user: '${USER}' is required.`);
  if (to === "group")
    throw new InputProblem("'Apply Permissions' is group: a security group's ID or name is required.");
  throw new InputProblem("'Permissions Method' is apply: say whom by a user or a security group.");
}

function readChoice<Choice extends string>(
  inputs: Inputs,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = readText(inputs, name)?.trim().toLowerCase();
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  const [last, ...others] = [...choices].reverse();
  throw new InputProblem(`'${name}' has to be ${others.reverse().join(", ")} or ${last}.`);
}
