import { type Command, Option } from "commander";
import { addSandbox } from "../connection-options.ts";
import { lazily } from "../lazily.ts";
import { readNumber, readPair, readWhole } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault fault add --kind status --status 503 --operation passwords.get --times 1
  fauxvault fault add --kind reset --when after --method POST
  fauxvault fault add --kind delay --ms 2000 --path "/api/passwords/*" --probability 0.1
  fauxvault fault add --json '{"match":{"nth":3},"effect":{"kind":"hang"}}'
  fauxvault fault list`;

const KINDS = `
Kinds:
  delay --ms N                      answer late
  drip --ms N [--bytes N]           send the body in pieces of so many bytes, one every so many milliseconds
  hang                              never answer
  reset                             reset the TCP connection
  empty                             close the connection without a byte
  status --status N [--body TEXT] [--type TYPE] [--header NAME=VALUE]
  truncate [--bytes N]              promise the whole body, send its beginning
  malformed                         a body cut in half
  content-type [--type TYPE]        the right body under another content type
  redirect --location URL [--status N]
  html                              200 with an HTML login page
  skew --ms N                       let the vault see a clock that is off
${EXAMPLES}`;

/** `fauxvault fault` */
export function addFault(program: Command): void {
  const fault = program
    .command("fault")
    .summary("disturb requests of a sandbox")
    .description("Puts faults between clients and a sandbox's vaults, and takes them out again.")
    .addHelpText("after", EXAMPLES);
  const run = () => import("../run/fault.ts");

  addSandbox(fault.command("add"))
    .summary("put a fault in")
    .description("Puts a fault in. Without a time limit, a path, … it meets every request until it is removed.")
    .option("--kind <kind>", "what happens; see below")
    .option("--product <name>", "only requests to this product")
    .option("--operation <id>", "only this operation: passwords.get")
    .option("--method <method>", "only this method")
    .option("--path <pattern>", "only these paths; * stands for anything")
    .option("--caller <who>", "only this address or host name")
    .option("--nth <number>", "only the nth request that matches", readWhole)
    .option("--probability <share>", "by chance, from 0 to 1, by the sandbox's seed", readNumber)
    .option("--times <number>", "at most so often", readWhole)
    .addOption(new Option("--when <side>", "strike before or after the vault did it").choices(["before", "after"]))
    .option("--ms <number>", "milliseconds", readNumber)
    .option("--bytes <number>", "bytes", readWhole)
    .option("--status <number>", "the status to answer with", readWhole)
    .option("--body <text>", "the body to answer with")
    .option("--type <type>", "the content type")
    .option("--header <name=value>", "a header to answer with (repeatable)", readPair)
    .option("--location <url>", "where to redirect to")
    .option("--json [fault]", "the whole fault as JSON; alone: print the result as JSON")
    .addHelpText("after", KINDS)
    .action(lazily(async () => (await run()).addFault));
  addSandbox(fault.command("list"))
    .description("Shows the faults and how often each struck.")
    .option("--json", "as JSON")
    .action(lazily(async () => (await run()).listFaults));
  addSandbox(fault.command("remove"))
    .description("Takes one fault out.")
    .argument("<id>", "its number, as 'fault list' shows it", readWhole)
    .action(lazily(async () => (await run()).removeFault));
  addSandbox(fault.command("clear"))
    .description("Takes all faults out.")
    .action(lazily(async () => (await run()).clearFaults));
}
