import type { Command } from "commander";
import { addSandbox } from "../connection-options.ts";
import { lazily } from "../lazily.ts";
import { readMany } from "../read-values.ts";

const KEY = "a kind of key ('System Wide', systemWide, …), or the id or name of a list";

const EXAMPLES = `
Examples:
  fauxvault keys list
  fauxvault keys list --product pmp
  fauxvault keys rotate "System Wide"
  fauxvault keys revoke "Linux Servers"
  fauxvault keys create "Linux Servers" --call-type retrieve
  fauxvault keys restrict systemWide --from 10.20.0.11 --from "192.168.1.*"
  fauxvault keys restrict systemWide --from-everywhere

Keys of Password Manager Pro belong to its API users: fauxvault act pmp api-users.generate-key user=svc-build
Keys of Blink belong to its users: fauxvault act blink keys.rotate user=ivo.marsh@brindle.test`;

/** `fauxvault keys` */
export function addKeys(program: Command): void {
  const keys = program
    .command("keys")
    .summary("list, make, rotate and revoke a vault's keys")
    .description(
      "Lists the keys of all products; makes, rotates, revokes and restricts those of Passwordstate, as an administrator does on its screens.",
    )
    .addHelpText("after", EXAMPLES);
  const run = () => import("../run/keys.ts");
  addSandbox(keys.command("list"))
    .description("Shows the keys in force, with their values.")
    .option("--product <name>", "only this product")
    .option("--json", "as JSON")
    .action(lazily(async () => (await run()).listKeys));
  const add = (name: string, summary: string) =>
    addSandbox(keys.command(name))
      .description(summary)
      .option("--product <name>", "the product", "passwordstate")
      .option("--json", "as JSON");

  add("rotate", "Gives a kind or a list another key; the old one fails at once.")
    .argument("<key>", KEY)
    .option("--value <value>", "the new key (default: one that is drawn)")
    .action(lazily(async () => (await run()).rotateKey));
  add("revoke", "Takes a key out of force.")
    .argument("<key>", KEY)
    .action(lazily(async () => (await run()).revokeKey));
  add("create", "Gives a kind or a list that has none its key.")
    .argument("<key>", KEY)
    .option("--value <value>", "the key (default: one that is drawn)")
    .option(
      "--from <range>",
      "where it may be used from: 10.1.2.3, 192.168.1.*, 10.0.0.1-10.0.0.9 (repeatable)",
      readMany,
    )
    .option("--call-type <type>", "what a list's key may do: retrieve, add, update, delete (repeatable)", readMany)
    .action(lazily(async () => (await run()).createKey));
  add("restrict", "Says where a key may be used from, and what a list's key may do.")
    .argument("<key>", KEY)
    .option("--from <range>", "where it may be used from (repeatable)", readMany)
    .option("--from-everywhere", "let it be used from everywhere")
    .option("--call-type <type>", "what a list's key may do (repeatable)", readMany)
    .action(lazily(async () => (await run()).restrictKey));
}
