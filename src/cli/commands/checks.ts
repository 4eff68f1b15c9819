import { type Command, Option } from "commander";
import { lazily } from "../lazily.ts";
import { readMany } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault checks
  fauxvault checks passwordstate --level core
  fauxvault checks pmp --only "reading.*" --json`;

/** `fauxvault checks` */
export function addChecks(program: Command): void {
  program
    .command("checks")
    .summary("list what contracts ask of connectors")
    .description("Lists the checks of a product's contract: id, level, needed capabilities, promise.")
    .argument("[product]", "passwordstate, pmp, blink (default: all)")
    .option("--only <id>", "only this check; * stands for any text (repeatable)", readMany)
    .addOption(new Option("--level <level>", "checks up to this level").choices(["core", "standard", "hardened"]))
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(lazily(async () => (await import("../run/checks.ts")).showChecks));
}
