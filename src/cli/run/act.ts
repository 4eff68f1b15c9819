import type { ActionInfo } from "../../control/protocol.ts";
import { CliError } from "../cli-error.ts";
import { connect, connectSandbox } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
import { nameOptions } from "../name-options.ts";
import { print, printJson } from "../print.ts";

interface ActOptions extends SandboxOptions {
  readonly input?: string;
  readonly json?: boolean;
}

/** The slice of a JSON Schema that says what an action takes. */
interface InputSchema {
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
  readonly required?: readonly string[];
}

/** `fauxvault act` */
export async function act(
  product: string,
  id: string | undefined,
  members: readonly string[],
  options: ActOptions,
): Promise<void> {
  const actions = await connect(options).actions(product);
  if (id === undefined) return list(actions, options);
  const action = actions.find((one) => one.id === id);
  if (!action) {
    throw new CliError(`${product} has no action '${id}'. It has: ${actions.map((one) => one.id).join(", ")}.`);
  }
  const input = readInput(action, members, options.input);
  const answer = await nameOptions(
    connectSandbox(options).act(product, id, input),
    ({ member, message }) => `${member}: ${message}`,
  );
  if (answer === undefined || answer === null) print(options.json ? "null" : `${id}: done`);
  else printJson(answer);
}

function list(actions: readonly ActionInfo[], { json }: ActOptions): void {
  if (json) printJson(actions);
  else print(actions.map((action) => `${action.id}  ${takes(action)}\n    ${action.summary}`).join("\n"));
}

/** The members of an action's input, those in brackets that may be left out. */
function takes({ input }: ActionInfo): string {
  const { properties = {}, required = [] } = input as InputSchema;
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? name : `[${name}]`))
    .join(" ");
}

function readInput(action: ActionInfo, members: readonly string[], text: string | undefined): object {
  if (text !== undefined && members.length > 0) throw new CliError("Give --input or members, not both.");
  if (text !== undefined) return readObject(text);
  const { properties = {} } = action.input as InputSchema;
  return Object.fromEntries(members.map((member) => readMember(member, properties)));
}

function readObject(text: string): object {
  const value = readJson("--input", text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new CliError(`--input takes a JSON object, such as '{"name":"svc-build"}'.`);
}

function readMember(text: string, properties: NonNullable<InputSchema["properties"]>): [string, unknown] {
  const [, name, mark, value] = /^([^=:]+)(:?=)(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new CliError("Write a member as name=text or name:=JSON.");
  if (mark === ":=") return [name, readJson(name, value)];
  const type = properties[name]?.type;
  const isBare = type === "integer" || type === "number" || type === "boolean";
  return [name, isBare ? readBare(value) : value];
}

/** A number or a truth value; what is neither stays text, for the action to refuse in its own words. */
function readBare(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function readJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What stands there may be a secret: it is not repeated.
    throw new CliError(`${name}: that is no JSON.`);
  }
}
