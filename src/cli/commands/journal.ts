import type { Command } from "commander";
import { addSandbox } from "../connection-options.ts";
import { lazily } from "../lazily.ts";
import { readWhole } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault journal --refused
  fauxvault journal --follow --operation passwords.get
  fauxvault journal --json --limit 5`;

/** `fauxvault journal` */
export function addJournal(program: Command): void {
  addSandbox(program.command("journal"))
    .summary("show the requests that were served")
    .description("Shows the requests that a sandbox served, with the reason for every refusal. Secrets are masked.")
    .option("--follow", "go on with each request as it is served, until Ctrl-C")
    .option("--refused", "only refusals")
    .option("--product <name>", "only this product")
    .option("--operation <id>", "only this operation: passwords.get")
    .option("--status <number>", "only this status; 0 is a connection that ended without an answer", readWhole)
    .option("--limit <number>", "only the newest so many", readWhole)
    .option("--json", "as JSON; with --follow one object a line")
    .option("--clear", "forget the requests instead")
    .addHelpText("after", EXAMPLES)
    .action(lazily(async () => (await import("../run/journal.ts")).showJournal));
}
