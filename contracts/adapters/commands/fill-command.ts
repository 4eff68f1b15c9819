import type { Command } from "./table-shape.ts";
import { fill, fillWhole, lookUp, type TemplateValues } from "./template.ts";

/** The program and its arguments. */
export function fillArguments({ run }: Command, values: TemplateValues): string[] {
  return run.flatMap((argument) => {
    if (typeof argument === "string") return [fill(argument, values)];
    return lookUp(argument.when, values) === undefined ? [] : argument.args.map((text) => fill(text, values));
  });
}

/** A variable whose template has no value is not set. */
export function fillEnvironment(env: Readonly<Record<string, string>>, values: TemplateValues): Record<string, string> {
  const filled = Object.entries(env).map(([name, text]) => [name, fillWhole(text, values)] as const);
  return Object.fromEntries(filled.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What the command is given on its standard input. */
export function fillStdin({ stdin }: Command, values: TemplateValues): string {
  if (stdin === undefined) return "";
  return typeof stdin === "string" ? fill(stdin, values) : JSON.stringify(fillDeep(stdin.json, values) ?? null);
}

function fillDeep(value: unknown, values: TemplateValues): unknown {
  if (typeof value === "string") return fillWhole(value, values);
  if (Array.isArray(value)) return value.map((one) => fillDeep(one, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillDeep(one, values)]));
}
