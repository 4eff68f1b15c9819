import { makeWorld } from "../../control/make-world.ts";
import { readFixtureFile, tryFixture } from "../../engine/fixture-file.ts";
import { renderProblems } from "../../library/load-fixture-file.ts";
import { EXIT } from "../exit-codes.ts";
import { print, printError, printJson } from "../print.ts";

/** `fauxvault fixture check` */
export async function checkFixture(file: string, { json }: { readonly json?: boolean }): Promise<number> {
  const world = makeWorld();
  const reading = await readFixtureFile(file, world);
  const problems = reading.problems ?? (await tryFixture(reading.fixture, world));
  if (json) printJson({ file, problems });
  else if (problems.length > 0) printError(renderProblems(problems));
  else print(`${file}: a fixture as it should be`);
  return problems.length > 0 ? EXIT.failed : EXIT.ok;
}
