import { readFixtureFile } from "../engine/fixture-file.ts";
import type { FixtureProblem } from "../engine/fixture-problem.ts";
import type { World } from "../engine/world.ts";
import { FauxvaultError } from "./fauxvault-error.ts";

/**
 * The content of a fixture file, YAML or JSON, with what it leaves out filled in. Throws a `FauxvaultError` that names each line at
 * fault.
 */
export async function loadFixtureFile(file: string, world: World): Promise<object> {
  const { fixture, problems } = await readFixtureFile(file, world);
  if (problems) throw new FauxvaultError(`The fixture is refused:\n${renderProblems(problems)}`);
  return { ...fixture.head, ...fixture.parts };
}

/** Problems of a fixture, one a line, as terminals and editors make them a link: `file:line:column: member: what was expected`. */
export function renderProblems(problems: readonly FixtureProblem[]): string {
  return problems
    .map(({ file, line, column, path, message }) => {
      const member = path === "" ? "" : `${path}: `;
      return `${file}:${line}:${column}: ${member}${message}`;
    })
    .join("\n");
}
