import { closest, distance } from "fastest-levenshtein";
import type { JsonSchema } from "./fixture-json-schema.ts";
import { writePath } from "./fixture-path.ts";
import type { FixtureIssue } from "./section.ts";
import type { YamlSource } from "./yaml-source.ts";

/** One thing that is wrong in a fixture file. */
export interface FixtureProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** The member, such as `passwordstate.lists[0].name`; empty for the file as a whole. */
  readonly path: string;
  /** What was expected. */
  readonly message: string;
}

/** An issue as problems of a file, one for each unknown member. */
export function locateIssue(
  { path, message, keys }: FixtureIssue,
  file: string,
  source: YamlSource,
  schema: JsonSchema,
): FixtureProblem[] {
  if (!keys) return [{ file, ...source.positionOf(path), path: writePath(path), message }];
  const allowed = Object.keys(findSchema(schema, path)?.properties ?? {});
  return keys.map((key) => {
    const at = [...path, key];
    return { file, ...source.positionOf(at), path: writePath(at), message: describeUnknown(key, allowed) };
  });
}

function describeUnknown(key: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return "There is no such member here.";
  const nearest = closest(key.toLowerCase().slice(0, 100), [...allowed]);
  const isNear = distance(key.toLowerCase().slice(0, 100), nearest.toLowerCase()) <= Math.max(2, nearest.length / 3);
  if (isNear) return `There is no such member here; the nearest is '${nearest}'.`;
  return `There is no such member here. Allowed are: ${allowed.join(", ")}.`;
}

/** The schema that holds at a path; nothing where the path leads through a choice of schemas. */
function findSchema(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((at, step) => at && findMember(at, step), schema);
}

function findMember({ properties, items, additionalProperties }: JsonSchema, step: PropertyKey) {
  if (typeof step === "number") return items;
  if (properties && Object.hasOwn(properties, step)) return properties[String(step)];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}
