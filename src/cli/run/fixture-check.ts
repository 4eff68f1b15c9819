import { loadBuiltInFixture } from "../../control/built-in-fixtures.ts";
import { makeWorld } from "../../control/make-world.ts";
import { readFixtureFile, readFixtureText, tryFixture } from "../../engine/fixture-file.ts";
import { renderProblems } from "../../library/load-fixture-file.ts";
import { EXIT } from "../exit-codes.ts";
import { print, printError, printJson } from "../print.ts";
import { isBuiltInFixture } from "../read-fixture-argument.ts";

/** `fauxvault fixture check` */
export async function checkFixture(file: string, { json }: { readonly json?: boolean }): Promise<number> {
  const world = makeWorld();
  const reading = isBuiltInFixture(file)
    ? await readFixtureText(JSON.stringify(await loadBuiltInFixture(file)), file, world)
    : await readFixtureFile(file, world);
  const problems = reading.problems ?? (await tryFixture(reading.fixture, world));
  if (json) printJson({ file, problems });
  else if (problems.length > 0) printError(renderProblems(problems));
  else print(`${file}: a fixture as it should be`);
  return problems.length > 0 ? EXIT.failed : EXIT.ok;
}
