import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import type { ConnectionRow } from "../state/connections.ts";
import type { ApiKeyRow } from "../state/keys.ts";
import type { UserRow, WorkspaceRow } from "../state/people.ts";
import type { PlaybookRow } from "../state/workflows.ts";
import type { BlinkState } from "../state.ts";

const MOST_NAMED = 20;

/** How an action names a user. */
export const userName = z.string().describe("A user's email address or id.");

/** How an action names a workspace. */
export const workspaceName = z.string().describe("A workspace's name or id.");

/** How an action names a key. */
export const keyName = z.string().describe("A key's name or id.");

/** The user of an address or an id. */
export function findUser({ users }: BlinkState, name: string): UserRow {
  const user = users.find("email", name.toLowerCase()) ?? users.find("id", name);
  return (
    user ??
    refuse(
      "user",
      name,
      [...users.all()].map(({ email }) => email),
    )
  );
}

/** The workspace of a name or an id. */
export function findWorkspace({ workspaces }: BlinkState, name: string): WorkspaceRow {
  const workspace = workspaces.find("name", name) ?? workspaces.find("id", name);
  return (
    workspace ??
    refuse(
      "workspace",
      name,
      [...workspaces.all()].map((one) => one.name),
    )
  );
}

/** A user's key by its name or id; refused when two have the name. */
export function findKey({ apiKeys }: BlinkState, user: UserRow, name: string): ApiKeyRow {
  const keys = apiKeys.where("user", user.id);
  const byId = keys.find(({ id }) => id === name);
  const named = byId ? [byId] : keys.filter((key) => key.name === name);
  const [key] = named;
  if (key && named.length === 1) return key;
  if (!key)
    return refuse(
      "API key",
      name,
      keys.map((one) => one.name),
    );
  const ids = named.map(({ id }) => id).join(", ");
  throw new EngineError(`More than one key of ${user.email} is named '${name}': ${ids}. Name it by its id.`);
}

/** The connection of a name or an id; refused when two workspaces have the name. */
export function findConnection({ connections }: BlinkState, name: string): ConnectionRow {
  const byId = connections.find("id", name);
  const named = byId ? [byId] : connections.where("name", name);
  const [connection] = named;
  if (connection && named.length === 1) return connection;
  if (!connection)
    return refuse(
      "connection",
      name,
      [...connections.all()].map((one) => one.name),
    );
  const ids = named.map(({ id }) => id).join(", ");
  throw new EngineError(`More than one connection is named '${name}': ${ids}. Name it by its id.`);
}

/** The workflow of a name or an id; refused when two workspaces have the name. */
export function findWorkflow({ playbooks }: BlinkState, name: string): PlaybookRow {
  const byId = playbooks.find("id", name);
  const all = [...playbooks.all()];
  const named = byId ? [byId] : all.filter((playbook) => playbook.name === name);
  const [playbook] = named;
  if (playbook && named.length === 1) return playbook;
  if (!playbook)
    return refuse(
      "workflow",
      name,
      all.map((one) => one.name),
    );
  const ids = named.map(({ id }) => id).join(", ");
  throw new EngineError(`More than one workflow is named '${name}': ${ids}. Name it by its id.`);
}

function refuse(kind: string, name: string, known: readonly string[]): never {
  const some = known.slice(0, MOST_NAMED).join(", ") || "none";
  throw new EngineError(`There is no ${kind} '${name}'. There are: ${some}.`);
}
