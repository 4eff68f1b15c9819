import { type Command, Option } from "commander";
import { addConnection, addSandbox } from "../connection-options.ts";
import { lazily } from "../lazily.ts";
import { readTime } from "../read-values.ts";

const ENV_EXAMPLES = `
Examples:
  eval "$(fauxvault env)"                                               sh, bash, zsh
  fauxvault env --shell fish | source                                   fish
  fauxvault env --shell powershell | Out-String | Invoke-Expression     PowerShell
  for /f "delims=" %i in ('fauxvault env --shell cmd') do @%i           cmd

SSL_CERT_FILE, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE replace what clients trust: set them only where nothing else
is called over HTTPS. NODE_EXTRA_CA_CERTS adds to it.`;

/** `fauxvault wait`, `status` and `env` */
export function addInstanceCommands(program: Command): void {
  addConnection(program.command("wait"))
    .summary("wait until a fauxvault is ready")
    .description("Waits until a fauxvault is ready; exit code 4 when it is not within the time.")
    .addOption(
      new Option("--timeout <time>", "how long at most: 500ms, 30s, 2m").argParser(readTime).default(30_000, "30s"),
    )
    .addHelpText("after", "\nExample:\n  fauxvault start --quiet &\n  fauxvault wait --timeout 10s && npm run my-tests")
    .action(lazily(async () => (await import("../run/wait.ts")).waitUntilReady));

  addConnection(program.command("status"))
    .summary("show addresses and sandboxes")
    .description("Shows the addresses and the sandboxes of a running fauxvault.")
    .option("--json", "as JSON")
    .action(lazily(async () => (await import("../run/status.ts")).showStatus));

  addSandbox(program.command("env"))
    .summary("print variables for a shell")
    .description("Prints the addresses, credentials and trust variables that clients need, for a shell to read.")
    .addOption(
      new Option("--shell <shell>", "for which shell (default: the one around)").choices([
        "sh",
        "fish",
        "powershell",
        "cmd",
        "json",
      ]),
    )
    .option("--json", "the same as --shell json")
    .option("--ca-file <file>", "write the authority's certificate there, when the fauxvault runs on another machine")
    .addHelpText("after", ENV_EXAMPLES)
    .action(lazily(async () => (await import("../run/env.ts")).printEnvironment));
}
