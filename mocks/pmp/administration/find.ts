import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import type { Desk } from "./action.ts";

/** Who sits at the screen where no right is asked for, as the audit has it. */
export const actor = z.string().default("admin").describe("The user at the screen; the audit says so.");
/** A resource, as the screens are told of it. */
export const resourceName = z.string().describe("The resource's name.");
/** An account of a resource. */
export const accountName = z.string().describe("The account's name.");

/** The resource of a name; refused when there is none. */
export function findResource({ state }: Desk, name: string): ResourceRow {
  const resource = state.resources.find("name", name);
  if (resource) return resource;
  throw new EngineError(`There is no resource '${name}'.`);
}

/** The account of a name in the resource of a name; refused when there is none. */
export function findAccount(desk: Desk, resource: string, name: string): AccountRow {
  const account = desk.state.accounts.find("name", `${findResource(desk, resource).ResourceID} ${name}`);
  if (account) return account;
  throw new EngineError(`Resource '${resource}' has no account '${name}'.`);
}
