import { type Command, Option } from "commander";
import { addConnection } from "../connection-options.ts";
import { lazily } from "../lazily.ts";
import { readMany, readWhole } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault sandbox fork --listen passwordstate       a copy of the default sandbox on a port of its own
  fauxvault sandbox create --id mine --fixture my-vault.yaml
  fauxvault sandbox reset mine
  fauxvault sandbox snapshot mine --out mine.json     holds secret values: keep it as you would keep them
  fauxvault sandbox rewind mine --to 17

A sandbox without a port of its own is reached below /~ID: http://127.0.0.1:9119/~mine/api/passwords/1`;

/** `fauxvault sandbox` */
export function addSandboxCommands(program: Command): void {
  const sandbox = program
    .command("sandbox")
    .summary("make, copy, reset and rewind sandboxes")
    .description("Makes, copies, resets and rewinds sandboxes: isolated copies of everything.")
    .addHelpText("after", EXAMPLES);
  const add = (name: string, summary: string) =>
    addConnection(sandbox.command(name)).description(summary).option("--json", "as JSON");
  const addOne = (name: string, summary: string) =>
    add(name, summary)
      .argument("[id]", "the sandbox (default: default)")
      .addOption(new Option("--sandbox <id>", "the same").hideHelp());
  const addNew = (command: Command) =>
    command
      .option("--id <id>", "its id (default: s1, s2, …)")
      .option("--listen <listener>", "open a free port for it (repeatable)", readMany);
  const run = () => import("../run/sandbox.ts");

  add("list", "Shows the sandboxes.").action(lazily(async () => (await run()).listSandboxes));
  addNew(add("create", "Makes a sandbox from a fixture."))
    .option("--fixture <file|name>", "a YAML or JSON file, or demo, contract, empty", "demo")
    .option("--seed <number>", "another seed than the fixture's", readWhole)
    .action(lazily(async () => (await run()).createSandbox));
  addNew(addOne("fork", "Copies a sandbox as it stands.")).action(lazily(async () => (await run()).forkSandbox));
  addOne("reset", "Takes a sandbox back to how it started; its journal is kept.").action(
    lazily(async () => (await run()).resetSandbox),
  );
  addConnection(sandbox.command("delete"))
    .description("Forgets sandboxes and closes their ports.")
    .argument("<id...>", "the sandboxes")
    .action(lazily(async () => (await run()).deleteSandboxes));
  addOne("snapshot", "Writes a sandbox's whole content, secret values included, to a file.")
    .requiredOption("--out <file>", "the file to write")
    .action(lazily(async () => (await run()).takeSnapshot));
  addOne("restore", "Replaces a sandbox's content by a snapshot's.")
    .requiredOption("--from <file>", "the file that 'sandbox snapshot' wrote")
    .action(lazily(async () => (await run()).bringBackSnapshot));
  addOne("rewind", "Takes a sandbox back to before a request of its journal, which is kept.")
    .requiredOption("--to <number>", "the request's number, as 'journal' shows it", readWhole)
    .option("--after", "to right after it instead")
    .action(lazily(async () => (await run()).rewindSandbox));
}
