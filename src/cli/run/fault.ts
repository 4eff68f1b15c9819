import type { ControlIssue } from "../../control/control-error.ts";
import type { FaultEffect, FaultInfo, NewFault } from "../../control/fault-shapes.ts";
import { CliError } from "../cli-error.ts";
import { connectSandbox } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
import { nameOptions } from "../name-options.ts";
import { print, printJson } from "../print.ts";
import { renderTable } from "../show/table.ts";

interface ListOptions extends SandboxOptions {
  readonly json?: boolean;
}

/** The options of `fault add`, as commander gives them. */
interface AddOptions extends SandboxOptions {
  readonly json?: string | true;
  readonly [option: string]: unknown;
}

const MATCHES = ["product", "operation", "method", "path", "caller", "nth", "probability"] as const;
const EFFECTS = ["kind", "ms", "bytes", "status", "body", "type", "location"] as const;

/** `fauxvault fault add` */
export async function addFault(options: AddOptions): Promise<void> {
  const adding = connectSandbox(options).addFault(readPlan(options));
  const fault = await (typeof options.json === "string"
    ? adding
    : nameOptions(adding, (issue) => tell(issue, options)));
  if (options.json !== undefined) printJson(fault);
  else print(`fault ${fault.id}: ${describeFault(fault)}`);
}

/** `fauxvault fault list` */
export async function listFaults(options: ListOptions): Promise<void> {
  const faults = await connectSandbox(options).faults();
  if (options.json) printJson(faults);
  else if (faults.length === 0) print("no faults");
  else {
    const rows = faults.map((fault) => [
      String(fault.id),
      `${fault.fired} of ${fault.seen} ${fault.seen === 1 ? "request" : "requests"}`,
      describeFault(fault),
    ]);
    print(renderTable([["ID", "STRUCK", "FAULT"], ...rows]));
  }
}

/** `fauxvault fault remove` */
export async function removeFault(id: number, options: SandboxOptions): Promise<void> {
  await connectSandbox(options).removeFault(id);
}

/** `fauxvault fault clear` */
export async function clearFaults(options: SandboxOptions): Promise<void> {
  await connectSandbox(options).clearFaults();
}

/** The fault as options or as JSON say it. Whether it makes sense, the control API says. */
function readPlan(options: AddOptions): NewFault {
  const given = [...MATCHES, ...EFFECTS, "header", "times", "when"].filter((name) => options[name] !== undefined);
  if (typeof options.json === "string") {
    if (given.length > 0) throw new CliError(`--json holds the whole fault: leave out --${given.join(", --")}.`);
    return parsePlan(options.json);
  }
  if (options.kind === undefined) {
    throw new CliError("Say what happens, for example --kind reset. 'fauxvault fault add --help' lists the kinds.");
  }
  const headers = options.header === undefined ? {} : { headers: options.header };
  const effect: object = { ...pick(options, EFFECTS), ...headers };
  return { match: pick(options, MATCHES), ...pick(options, ["times", "when"]), effect: effect as FaultEffect };
}

function parsePlan(text: string): NewFault {
  try {
    return JSON.parse(text) as NewFault;
  } catch (error) {
    throw new CliError(`The fault is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function pick(options: AddOptions, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}

/** What is wrong with one member of a fault, by the option that says it. */
function tell({ member, message }: ControlIssue, options: AddOptions): string | undefined {
  const [place, name = place] = member.split(".");
  if (member === "effect.kind")
    return `--kind: there is no '${options.kind}'; 'fauxvault fault add --help' lists them.`;
  if (place === "effect" && message === "there is no such member") {
    return `--kind ${options.kind} takes no --${name === "headers" ? "header" : name}.`;
  }
  if (place === "effect" && name !== "headers" && options[name ?? ""] === undefined) {
    return `--kind ${options.kind} needs --${name}.`;
  }
  return `--${name === "headers" ? "header" : name}: ${message}.`;
}

function describeFault({ effect, match, times, when }: FaultInfo): string {
  const { kind, ...details } = effect;
  const where = Object.entries(match).map(([name, value]) => `${name} ${value}`);
  const parts = [kind, ...Object.entries(details).flatMap(describeDetail)];
  const often = times === undefined ? [] : [times === 1 ? "once" : `${times} times`];
  return [parts.join(" "), when, ...often, where.length > 0 ? `on ${where.join(", ")}` : "on every request"].join("; ");
}

/** `503`, `2000 ms`, `type "text/html"`; nothing for what is empty. */
function describeDetail([name, value]: [string, unknown]): string[] {
  if (value === "" || (typeof value === "object" && Object.keys(value ?? {}).length === 0)) return [];
  if (name === "status") return [String(value)];
  return [name === "ms" ? `${value} ms` : `${name} ${shorten(value)}`];
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
