import type { FaultEffect, FaultInfo, NewFault } from "../../control/fault-shapes.ts";
import { CliError } from "../cli-error.ts";
import { connectSandbox } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
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
  const fault = await connectSandbox(options).addFault(readPlan(options));
  if (options.json !== undefined) printJson(fault);
  else print(`fault ${fault.id}: ${describeFault(fault)}`);
}

/** `fauxvault fault list` */
export async function listFaults(options: ListOptions): Promise<void> {
  const faults = await connectSandbox(options).faults();
  if (options.json) printJson(faults);
  else if (faults.length === 0) print("no faults");
  else {
    const rows = faults.map((fault) => [String(fault.id), `${fault.fired} of ${fault.seen}`, describeFault(fault)]);
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

function describeFault({ effect, match, times, when }: FaultInfo): string {
  const { kind, ...details } = effect;
  const where = Object.entries(match).map(([name, value]) => `${name} ${value}`);
  const parts = [kind, ...Object.entries(details).map(([name, value]) => `${name} ${shorten(value)}`)];
  const often = times === undefined ? [] : [times === 1 ? "once" : `${times} times`];
  return [parts.join(" "), when, ...often, where.length > 0 ? `on ${where.join(", ")}` : "on every request"].join("; ");
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
