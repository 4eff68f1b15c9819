import { Command } from "commander";
import { version } from "../version.ts";
import { addAct } from "./commands/act.ts";
import { addAdapter } from "./commands/adapter.ts";
import { addChecks } from "./commands/checks.ts";
import { addClock } from "./commands/clock.ts";
import { addDocumentCommands } from "./commands/documents.ts";
import { addFault } from "./commands/fault.ts";
import { addInstanceCommands } from "./commands/instance.ts";
import { addJournal } from "./commands/journal.ts";
import { addKeys } from "./commands/keys.ts";
import { addSandboxCommands } from "./commands/sandbox.ts";
import { addStart } from "./commands/start.ts";
import { addVerify } from "./commands/verify.ts";

const FOOTER = `
Commands find the running fauxvault by --control URL, then FAUXVAULT_CONTROL, then http://127.0.0.1:9400.
'fauxvault COMMAND --help' explains a command, with examples.

Exit codes: 0 well, 1 a check failed, 2 wrong usage or configuration, 3 nothing ran, 4 no fauxvault answered,
70 a fault of fauxvault itself, 130 interrupted. FAUXVAULT_DEBUG=1 shows where an error came from.`;

/** What adds each command, with its neighbours, in the order of the help. */
const COMMANDS: Readonly<Record<string, (program: Command) => void>> = {
  start: addStart,
  wait: addInstanceCommands,
  status: addInstanceCommands,
  env: addInstanceCommands,
  clock: addClock,
  fault: addFault,
  keys: addKeys,
  act: addAct,
  sandbox: addSandboxCommands,
  journal: addJournal,
  verify: addVerify,
  checks: addChecks,
  adapter: addAdapter,
  fixture: addDocumentCommands,
  openapi: addDocumentCommands,
  coverage: addDocumentCommands,
};

/**
 * The command line. Where its first word names a command, only that is made, since all of them together take ten milliseconds. What a
 * command does is imported when it is run.
 */
export function buildProgram(firstWord: string | undefined): Command {
  const program = new Command("fauxvault")
    .description("Fake password vaults, and contract tests for whatever talks to them.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "explain")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "fauxvault: ")) })
    .showHelpAfterError("'fauxvault --help' and 'fauxvault COMMAND --help' explain.")
    .addHelpText("after", FOOTER);
  const wanted = firstWord !== undefined && Object.hasOwn(COMMANDS, firstWord) ? COMMANDS[firstWord] : undefined;
  for (const add of wanted ? [wanted] : new Set(Object.values(COMMANDS))) add(program);
  return program;
}
