import { ContractsError } from "../contracts-error.ts";
import type { BaseSite } from "../product.ts";
import { askPmp } from "./pmp-wire.ts";

/** An API user of the fixture `contract`. */
export interface ApiUser {
  readonly id: string;
  readonly key: string;
}

/** What there is to know about the fixture `contract`: the ids and keys are the same in every copy of it. */
export interface Grounds {
  /** The ids of the resources, by name. */
  readonly resources: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, ApiUser>;
}

interface ResourceJson {
  readonly "RESOURCE ID": string;
  readonly "RESOURCE NAME": string;
}

/** Who sees every resource of the fixture, and approves what is asked for. */
export const KEEPER = "keeper";

/** Looks around in the sandbox that all others are copied from. */
export async function exploreGrounds({ sandbox, door }: BaseSite): Promise<Grounds> {
  const users = new Map<string, ApiUser>();
  for (const { product, kind, name, value } of await sandbox.credentials()) {
    if (product !== "pmp" || kind !== "API user") continue;
    const [user = name] = name.split("@");
    const { id } = (await sandbox.act("pmp", "api-users.show", { user })) as { readonly id: number };
    users.set(user, { id: String(id), key: value });
  }
  const { key } = userOf({ users }, KEEPER);
  const found = (await askPmp(door.http, key, "GET", "/resources")) as readonly ResourceJson[];
  return { users, resources: new Map(found.map((one) => [one["RESOURCE NAME"], one["RESOURCE ID"]])) };
}

/** An API user of the fixture. */
export function userOf({ users }: Pick<Grounds, "users">, name: string): ApiUser {
  return users.get(name) ?? lacks(`API user '${name}'`);
}

/** The id of a resource of the fixture. */
export function resourceIdOf({ resources }: Grounds, name: string): string {
  return resources.get(name) ?? lacks(`resource '${name}'`);
}

/** The name of a resource of the fixture. */
export function resourceNameOf({ resources }: Grounds, id: string): string {
  const found = [...resources].find(([, known]) => known === id);
  return found?.[0] ?? lacks(`resource with the id ${id}`);
}

function lacks(what: string): never {
  throw new ContractsError(`The fixture of the Password Manager Pro contract has no ${what}.`);
}
