import { type Command, InvalidArgumentError, Option } from "commander";
import { lazily } from "../lazily.ts";
import { readMany, readTimeLimit, readWhole } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault verify passwordstate -- python3 my_connector.py
  fauxvault verify passwordstate --module ./connector.mjs
  fauxvault verify passwordstate --commands ./my-cli.yaml
  fauxvault verify passwordstate --only reading.values --hold -- node connector.js
  fauxvault verify --report junit=build/vault.xml --report html=build/vault.html
  fauxvault verify passwordstate --target https://vault.example --container 56 --allow-writes --prefix fv- -- ./connector

At a target, which is a real product, only checks run that need nothing but its own API. Its credential comes from the
environment variable FAUXVAULT_TARGET_CREDENTIAL, or the one that --credential-env names. Without --allow-writes the
target is only read. With it, what a run makes begins with the prefix, lies in the container, and is removed at the end,
also after Ctrl-C (a second one leaves at once and lists what may be left): docs/verify.md.

The command speaks JSON-RPC 2.0 as lines over its standard input and output: docs/adapter-protocol.md. A table of
commands tests an existing command line with no code: docs/adapter-commands.md. Without a connector the ones of
fauxvault.config.yaml (.json, .mjs) are run: docs/verify.md. What each check asks for: fauxvault checks.

Reports: terminal, json, junit, markdown, html.

Exit codes: 0 passed, 1 a check failed or something that was created was left behind, 2 wrong usage, 3 nothing ran,
4 the vault could not be reached, 130 interrupted.`;

/** `fauxvault verify` */
export function addVerify(program: Command): void {
  program
    .command("verify")
    .summary("prove a connector against a product's contract")
    .description("Starts a private fauxvault on free ports and runs a product's contract against a connector.")
    .argument("[product]", "passwordstate, pmp, blink; or a connector of the configuration (default: all of them)")
    .argument("[command...]", "after --: what starts the connector")
    .option("--module <file>", "a module that exports createConnector, run in this process")
    .option("--commands <file>", "a table of commands that is the connector")
    .option("--config <file>", "the configuration (default: fauxvault.config.yaml, .json or .mjs in this folder)")
    .option("--list", "list the checks and run none, as fauxvault checks does")
    .option("--only <id>", "only this check; * stands for any text (repeatable)", readMany)
    .addOption(new Option("--level <level>", "checks up to this level").choices(["core", "standard", "hardened"]))
    .option("--seed <number>", "the seed of the checks' order and values", readWhole)
    .addOption(new Option("--repeat <times>", "run all so often, each time with the next seed").argParser(readCount))
    .option("--bail", "start no further check after the first that fails")
    .option("--hold", "keep a failed check's sandbox open and print its address, until Ctrl-C")
    .option("--http", "give the connector an http address in place of an https one")
    .option("--target <url>", "run against the real product at this address, in place of a fauxvault")
    .option("--ca-file <file>", "the certificate of the authority that the target's comes from")
    .option("--credential-env <name>", "the environment variable that holds the target's credential")
    .option("--container <id>", "the list or resource at the target in which secrets are made")
    .option("--allow-writes", "make secrets at the target; takes --container and --prefix")
    .option("--prefix <text>", "what the names of all that is made there begin with: fv-")
    .option("--time-limit <time>", "how long one check may take: 10s", readTimeLimit)
    .addOption(new Option("--concurrency <number>", "how many checks at once").argParser(readCount))
    .option("--isolate", "a process of its own for each check")
    .option("--report <format=file>", "a report, such as junit=report.xml (repeatable)", readMany)
    .option("--json [file]", "short for --report json, or --report json=file")
    .option("--control <url>", "use the fauxvault that runs there in place of a private one")
    .option("--control-token <token>", "the token it demands; better in FAUXVAULT_CONTROL_TOKEN")
    .addHelpText("after", EXAMPLES)
    .action(lazily(async () => (await import("../run/verify.ts")).verifyConnector));
}

/** Reads a whole number from 1. */
function readCount(text: string): number {
  const count = readWhole(text);
  if (count === 0) throw new InvalidArgumentError("It is a whole number from 1.");
  return count;
}
