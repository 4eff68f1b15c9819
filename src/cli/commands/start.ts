import { type Command, Option } from "commander";
import { lazily } from "../lazily.ts";
import { readHostDoor, readMany, readPort, readWhole } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault start
  fauxvault start --fixture my-vault.yaml --watch
  fauxvault start --free-ports --ready-file vault.json --quiet
  fauxvault start --as build-01.test:passwordstate=9120

Products and their ports: passwordstate 9119, pmp 7272 (8282 where the fixture makes it a PAM360), blink 8900,
control 9400. Each port answers HTTP and HTTPS.
FAUXVAULT_HOME names the folder of the local certificate authority.
Exit codes: 0 stopped as asked (under 'npm start', npm itself ends by the Ctrl-C), 2 wrong usage, a wrong fixture or a
taken port, 130 stopped by force.`;

/** `fauxvault start` */
export function addStart(program: Command): void {
  program
    .command("start")
    .summary("serve fake vaults until Ctrl-C")
    .description("Serves fake vaults on their products' own ports until Ctrl-C, one line for each request.")
    .option("--fixture <file|name>", "what the vaults hold: a YAML or JSON file, or demo, contract, empty", "demo")
    .option("--port <name=number>", "another port for a product or for control; 0 is a free one (repeatable)", readPort)
    .option("--free-ports", "a free port for all that --port does not name: shown, and in the ready file")
    .option("--as <host:listener=port>", "one more port, whose callers come from this host (repeatable)", readHostDoor)
    .option("--bind <address>", "the address to listen on (default: 127.0.0.1 and ::1)")
    .option(
      "--control-token [token]",
      "demand a token for steering; without a value one is made (env FAUXVAULT_CONTROL_TOKEN)",
    )
    .option("--control-host <name>", "answer for steering to this host name too: a container's (repeatable)", readMany)
    .option(
      "--allow-host <name[:port]>",
      "let fake vaults call this host too, as the fixture's hosts find it (repeatable; default: this machine alone)",
      readMany,
    )
    .addOption(
      new Option("--random-keys", "keys that nobody else has, not those of the seed: for a shared demo").conflicts(
        "seed",
      ),
    )
    .option("--seed <number>", "another seed than the fixture's", readWhole)
    .option("--quiet", "print no line for each request")
    .option("--json", "print one JSON object a line: first the addresses, then each request")
    .option("--ready-file <file>", "write addresses and credentials there as JSON once ready; removed at the end")
    .option("--watch", "start the fixture file anew whenever it changes; a wrong one is told and changes nothing")
    .option("--no-reason", "send no x-fauxvault-reason header with refusals")
    .addHelpText("after", EXAMPLES)
    .action(lazily(async () => (await import("../start/start.ts")).start));
}
