import path from "node:path";
import { ContractsError } from "../contracts-error.ts";
import type { Adapter } from "./adapter.ts";
import { commands } from "./commands/commands.ts";
import { inProcess } from "./in-process.ts";
import { loadModule } from "./load-module.ts";
import { stdio } from "./stdio.ts";

/** How a connector is reached: exactly one of the three. */
export interface AdapterChoice {
  /** A module that exports `createConnector`. */
  readonly module?: string | undefined;
  /** The program that speaks for the connector, with its arguments. */
  readonly command?: readonly string[] | undefined;
  /** A table of commands. */
  readonly commands?: string | undefined;
}

/** What an adapter is made with, whichever it is. */
export interface AdapterPlan {
  readonly concurrency?: number | undefined;
  /** A process of its own for each check. */
  readonly isolate?: boolean | undefined;
  /** Where files and programs are looked for; this process's folder when absent. */
  readonly folder?: string | undefined;
  readonly mask: (text: string) => string;
}

/** How many of the three are named. */
export function countChoices({ module, command = [], commands: table }: AdapterChoice): number {
  return [module, command[0], table].filter((one) => one !== undefined).length;
}

/** Makes the adapter that is asked for. Throws a `ContractsError` that says what is wrong with what it names. */
export async function chooseAdapter(choice: AdapterChoice, plan: AdapterPlan): Promise<Adapter> {
  if (countChoices(choice) > 1) {
    throw new ContractsError("Name one of them, not both: a command after --, --module, --commands.");
  }
  const { module, command = [], commands: table } = choice;
  const { concurrency, isolate = false, folder, mask } = plan;
  const find = (file: string) => (folder === undefined ? file : path.resolve(folder, file));
  if (module !== undefined) return inProcess(await loadModule(find(module)), concurrency);
  if (table !== undefined) return commands({ file: find(table), concurrency, mask });
  const atOnce = concurrency === undefined ? {} : { concurrency };
  return stdio({ command, ...atOnce, isolate, folder, mask });
}
