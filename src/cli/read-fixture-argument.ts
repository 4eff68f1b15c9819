import { existsSync } from "node:fs";
import { closest, distance } from "fastest-levenshtein";
import { builtInFixtureNames } from "../control/built-in-fixtures.ts";
import { CliError } from "./cli-error.ts";

/** What `--fixture` says: a fixture that comes along, or the content of a file. */
export interface FixtureArgument {
  readonly fixture: string | object;
  /** What it is called. */
  readonly name: string;
  /** Absent for one that comes along. */
  readonly file?: string;
}

/** Reads what `--fixture` names: `demo`, `contract`, `empty`, or else a file. Refuses a wrong file with each line at fault. */
export async function readFixtureArgument(text: string): Promise<FixtureArgument> {
  if (isBuiltInFixture(text)) return { fixture: text, name: text };
  const { makeWorld } = await import("../control/make-world.ts");
  const { loadFixtureFile } = await import("../library/load-fixture-file.ts");
  return { fixture: await loadFixtureFile(text, makeWorld()), name: text, file: text };
}

/** Whether a fixture comes along, or is a file to be read. Refuses a word that is neither, naming what there is. */
export function isBuiltInFixture(text: string): boolean {
  if (builtInFixtureNames.includes(text)) return true;
  if (!/^[\w-]+$/.test(text) || existsSync(text)) return false;
  const nearest = closest(text.toLowerCase(), [...builtInFixtureNames]);
  const hint = distance(text.toLowerCase(), nearest) <= 2 ? ` Did you mean ${nearest}?` : "";
  const known = builtInFixtureNames.join(", ");
  throw new CliError(`'${text}' is no file, and none of the fixtures that come along: ${known}.${hint}`);
}
