import { onTestFinished } from "vitest";
import { startFauxvault, type Vault } from "../../src/index.ts";
import { type CliResult, makeFolder, runCli } from "./cli.ts";

/** A fauxvault in this process, and the command line that finds it as a second terminal does. */
export interface Steered {
  readonly vault: Vault;
  readonly folder: string;
  /** Runs a command that must go well; gives what it printed. */
  cli(...args: string[]): Promise<string>;
  /** Runs a command, however it ends. */
  tryCli(...args: string[]): Promise<CliResult>;
  /** Asks the vault for a record, by its example. */
  ask(path?: string, init?: RequestInit): Promise<Response>;
}

/** Starts a fauxvault for one test. */
export async function startSteered(): Promise<Steered> {
  const folder = await makeFolder();
  const vault = await startFauxvault({ authorityFolder: folder });
  onTestFinished(() => vault.stop());
  const tryCli = (...args: string[]) => runCli(args, { FAUXVAULT_CONTROL: vault.control.url });
  const example = vault.example() ?? { path: "/", headers: {} };
  return {
    vault,
    folder,
    tryCli,
    async cli(...args) {
      const { code, stdout, stderr } = await tryCli(...args);
      if (code !== 0 || stderr !== "") throw new Error(`fauxvault ${args.join(" ")} ended with ${code}: ${stderr}`);
      return stdout;
    },
    ask: (path = example.path, init = {}) =>
      fetch(`${vault.url()}${path}`, { headers: { ...example.headers }, ...init }),
  };
}
