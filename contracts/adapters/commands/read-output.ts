import { CheckFailure } from "../../check-failure.ts";
import type { Output, Source } from "./table-shape.ts";
import { fill, type TemplateValues } from "./template.ts";

const FIX = "Let the table's output rules fit what the command writes, or let the command fail when it has no answer";

/** What members are looked for in: the output as text and, when it is asked for, as JSON. */
interface Place {
  readonly text: string;
  json(): unknown;
}

/** The members of one answer. Throws a `CheckFailure` that names what is not there, without quoting the output. */
export function readOne(
  method: string,
  output: Output,
  stdout: string,
  values: TemplateValues,
): Record<string, string> {
  return readMembers(method, output, { text: stdout, json: () => parse(method, stdout) }, values);
}

/** The members of each element of an answer. */
export function readEach(
  method: string,
  output: Output,
  stdout: string,
  values: TemplateValues,
): Record<string, string>[] {
  return elementsOf(method, output, stdout).map((place) => readMembers(method, output, place, values));
}

function elementsOf(method: string, { each }: Output, stdout: string): Place[] {
  if (each === "lines" || each === undefined) {
    const lines = stdout.split(/\r?\n/).filter((line) => line !== "");
    return lines.map((text) => ({ text, json: () => parse(method, text) }));
  }
  const list = follow(parse(method, stdout), each.json);
  if (!Array.isArray(list)) throw new CheckFailure(`${method} wrote JSON without an array at '${each.json}'.`, FIX);
  return list.map((item: unknown) => ({
    text: typeof item === "string" ? item : JSON.stringify(item),
    json: () => item,
  }));
}

function readMembers(method: string, output: Output, place: Place, values: TemplateValues): Record<string, string> {
  const { each: _, ...sources } = output;
  const members = Object.entries(sources).map(([name, source]) => {
    if (source === undefined) return [name, undefined] as const;
    const found = find(source, place, values);
    if (found === undefined && REQUIRED.has(name)) {
      throw new CheckFailure(`${method} ended well, but its output has no ${name}: nothing at ${tell(source)}.`, FIX);
    }
    return [name, found] as const;
  });
  return Object.fromEntries(members.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const REQUIRED = new Set(["id", "name", "value", "changedAt", "content", "state"]);

function find(source: Source, place: Place, values: TemplateValues): string | undefined {
  if (source === "stdout-raw") return place.text;
  if (source === "stdout") return place.text.replace(/\r?\n$/, "");
  if ("text" in source) return fill(source.text, values);
  if ("regex" in source) {
    const match = new RegExp(source.regex, "m").exec(place.text);
    return match ? (match[1] ?? match[0]) : undefined;
  }
  const found = follow(place.json(), source.json);
  if (found === undefined || found === null) return undefined;
  return typeof found === "object" ? JSON.stringify(found) : String(found);
}

/** The value at a JSON pointer (RFC 6901); undefined when there is none. */
function follow(value: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<unknown>((at, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof at === "object" && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined;
  }, value);
}

function parse(method: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says quotes the text, which may hold a secret.
    throw new CheckFailure(`${method} ended well, but what it wrote is not JSON.`, FIX);
  }
}

function tell(source: Source): string {
  if (typeof source === "string") return source;
  return "json" in source ? `'${source.json}'` : JSON.stringify(source);
}
