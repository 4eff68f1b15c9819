import { readFile, stat } from "node:fs/promises";
import { EngineError } from "./engine-error.ts";
import { fixtureJsonSchema } from "./fixture-json-schema.ts";
import { type FixtureProblem, locateIssue } from "./fixture-problem.ts";
import type { Fixture, World } from "./world.ts";

/** What came of reading a fixture file. */
export type FixtureReading =
  | { readonly fixture: Fixture; readonly problems?: undefined }
  | { readonly fixture?: undefined; readonly problems: readonly FixtureProblem[] };

/** More than this is no fixture that somebody wrote; `generate:` blocks ask for bulk data. */
const MOST_BYTES = 64_000_000;
const MOST_PROBLEMS = 100;

/** Reads and checks a fixture file, YAML or JSON. What is wrong with it comes back as problems, also when it cannot be read. */
export async function readFixtureFile(path: string, world: World): Promise<FixtureReading> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) return refuse(path, `The file has ${size} bytes; a fixture has at most ${MOST_BYTES}.`);
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse(path, code === "ENOENT" ? "There is no such file." : `The file cannot be read (${code}).`);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse(path, "The file is not UTF-8 text.");
  }
  return readFixtureText(text, path, world);
}

/** Reads and checks a fixture's text, YAML or JSON. `file` is what the fixture and its problems are named by. */
export async function readFixtureText(text: string, file: string, world: World): Promise<FixtureReading> {
  if (text.length > MOST_BYTES) return refuse(file, `The text is longer than ${MOST_BYTES} characters.`);
  // A very large fixture is JSON that a program made; reading that as YAML would take a hundred times as long.
  try {
    const json = readJson(text);
    const fixture = json === undefined ? undefined : (await world.check(file, json)).fixture;
    return fixture ? { fixture } : await readYaml(text, file, world);
  } catch (error) {
    if (error instanceof ReferenceError) return refuse(file, "Its aliases expand to far more than it holds.");
    // Both of them fill the stack.
    if (error instanceof RangeError) return refuse(file, "It is nested too deeply, or wrong in far too many places.");
    throw error;
  }
}

async function readYaml(text: string, file: string, world: World): Promise<FixtureReading> {
  const { YamlSource } = await import("./yaml-source.ts");
  const source = new YamlSource(text);
  if (source.faults.length > 0) {
    return { problems: source.faults.slice(0, MOST_PROBLEMS).map((fault) => ({ file, path: "", ...fault })) };
  }
  const { fixture, issues } = await world.check(file, source.content());
  if (fixture) return { fixture };
  const schema = await fixtureJsonSchema(world.sections);
  const problems = issues.slice(0, MOST_PROBLEMS).flatMap((issue) => locateIssue(issue, file, source, schema));
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { problems: problems.slice(0, MOST_PROBLEMS) };
}

/**
 * Opens a sandbox from a fixture and forgets it, to find what only planting shows, if a product leaves that to it. The problem
 * stands at the file's first line: what is at fault, its message names.
 */
export async function tryFixture(fixture: Fixture, world: World): Promise<readonly FixtureProblem[]> {
  try {
    await world.open("check", fixture);
    return [];
  } catch (error) {
    if (error instanceof EngineError) return refuse(fixture.name, error.message).problems;
    throw error;
  }
}

function readJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(file: string, message: string): { readonly problems: readonly FixtureProblem[] } {
  return { problems: [{ file, line: 1, column: 1, path: "", message }] };
}
