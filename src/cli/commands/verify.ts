import { type Command, Option } from "commander";
import { lazily } from "../lazily.ts";
import { readMany, readTime, readWhole } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault verify passwordstate --list
  fauxvault verify passwordstate -- python3 my_connector.py
  fauxvault verify passwordstate --module ./connector.mjs
  fauxvault verify passwordstate --only reading.values --hold -- node connector.js

The command speaks JSON-RPC 2.0 as lines over its standard input and output: docs/adapter-protocol.md. What
each check asks for: docs/checks.md, or --list.

Exit codes: 0 passed, 1 a check failed or something that was created was left behind, 2 wrong usage, 3 nothing ran,
4 the vault could not be reached, 130 interrupted.`;

/** `fauxvault verify` */
export function addVerify(program: Command): void {
  program
    .command("verify")
    .summary("prove a connector against a product's contract")
    .description("Starts a private fauxvault on free ports and runs a product's contract against a connector.")
    .argument("<product>", "passwordstate")
    .argument("[command...]", "after --: what starts the connector")
    .option("--module <file>", "a module that exports createConnector, run in this process")
    .option("--list", "list the checks and run none; --only, --level and --json hold for the list too")
    .option("--only <id>", "only this check; * stands for any text (repeatable)", readMany)
    .addOption(new Option("--level <level>", "checks up to this level").choices(["core", "standard", "hardened"]))
    .option("--seed <number>", "the seed of the checks' order", readWhole)
    .option("--hold", "keep a failed check's sandbox open and print its address, until Ctrl-C")
    .option("--http", "give the connector an http address in place of an https one")
    .option("--time-limit <time>", "how long one check may take: 10s", readTime)
    .option("--concurrency <number>", "how many checks at once", readWhole)
    .option("--json [file]", "the report as JSON, to a file or in place of the text")
    .option("--control <url>", "use the fauxvault that runs there in place of a private one")
    .option("--control-token <token>", "the token it demands; better in FAUXVAULT_CONTROL_TOKEN")
    .addHelpText("after", EXAMPLES)
    .action(lazily(async () => (await import("../run/verify.ts")).verifyConnector));
}
