import { ContractsError } from "../contracts-error.ts";
import type { BaseSite } from "../product.ts";
import { askBlink, listBlink } from "./blink-wire.ts";

/** What there is to know about the fixture `contract`: ids and keys are the same in every copy of it. */
export interface Grounds {
  /** The ids of the workspaces, by name. */
  readonly workspaces: ReadonlyMap<string, string>;
  /** The ids of the workflows of workspace `runs`, by name. */
  readonly workflows: ReadonlyMap<string, string>;
  /** The default keys of the users, by the part of their addresses before the `@`. */
  readonly keys: ReadonlyMap<string, string>;
}

interface UserJson {
  readonly workspaces: Readonly<Record<string, { readonly name: string }>>;
}

/** Who sees all workspaces and makes what lies in them. */
export const KEEPER = "keeper";
/** The workspace with a workflow for each way in which a run can go. */
export const RUNS = "runs";

/** Looks around in the sandbox that all others are copied from. */
export async function exploreGrounds({ sandbox, door }: BaseSite): Promise<Grounds> {
  const keys = new Map<string, string>();
  for (const { product, name, value } of await sandbox.credentials()) {
    if (product === "blink") keys.set(name.split("@")[0] ?? name, value);
  }
  const keeper = find(keys, KEEPER, "user");
  const { workspaces: known } = (await askBlink(door.http, keeper, { path: "user" })) as UserJson;
  const workspaces = new Map(Object.entries(known).map(([id, { name }]) => [name, id]));
  const path = `workspace/${find(workspaces, RUNS, "workspace")}/playbooks`;
  const found = await listBlink<{ readonly id: string; readonly name: string }>(door.http, keeper, path);
  return { keys, workspaces, workflows: new Map(found.map(({ id, name }) => [name, id])) };
}

/** What the fixture has under a name; a `ContractsError` when it has nothing. */
export function find(all: ReadonlyMap<string, string>, name: string, what: string): string {
  const found = all.get(name);
  if (found !== undefined) return found;
  throw new ContractsError(`The fixture of the Blink contract has no ${what} '${name}'.`);
}
