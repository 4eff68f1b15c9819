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
  const { builtInFixtureNames } = await import("../control/built-in-fixtures.ts");
  if (builtInFixtureNames.includes(text)) return { fixture: text, name: text };
  const { makeWorld } = await import("../control/make-world.ts");
  const { loadFixtureFile } = await import("../library/load-fixture-file.ts");
  return { fixture: await loadFixtureFile(text, makeWorld()), name: text, file: text };
}
