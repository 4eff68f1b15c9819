import type { Command } from "commander";
import { lazily } from "../lazily.ts";

/** `fauxvault fixture`, `openapi` and `coverage`: they need no running fauxvault. */
export function addDocumentCommands(program: Command): void {
  program
    .command("fixture")
    .summary("check a fixture file")
    .description("Checks fixture files.")
    .command("check")
    .description("Checks a fixture file; says file, line and what was expected. Exit code 1 when it is wrong.")
    .argument("<file|name>", "a YAML or JSON file, or demo, contract, empty")
    .option("--json", "the problems as JSON")
    .action(lazily(async () => (await import("../run/fixture-check.ts")).checkFixture));

  program
    .command("openapi")
    .summary("print an OpenAPI document")
    .description("Prints the OpenAPI 3.1 document of a product's fake, or of the control API.")
    .argument("<product>", "passwordstate, pmp, blink, or control")
    .option("--json", "as JSON, which it always is")
    .action(lazily(async () => (await import("../run/openapi.ts")).printOpenapi));

  program
    .command("coverage")
    .summary("show what of a product is built")
    .description(
      "Shows for each operation of a product whether it is built, on what evidence, under which assumptions.",
    )
    .argument("<product>", "passwordstate, pmp, blink")
    .option("--json", "as JSON")
    .action(lazily(async () => (await import("../run/coverage.ts")).showCoverage));
}
