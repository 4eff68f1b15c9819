import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { drawId } from "../draw.ts";
import type { ConnectionMethod, ConnectionRow, ConnectionTypeRow } from "../state/connections.ts";
import type { WorkspaceRow } from "../state/people.ts";
import { pairKey } from "../state.ts";
import { BlinkRefusal } from "../wire.ts";
import { findMethod } from "./connection-types.ts";
import { readAttributes, type SentAttributes } from "./read-attributes.ts";
import { forgetShares } from "./workspaces.ts";

/** What the specification of 2022 says for a connection that cannot be created, and for one that cannot be edited. */
export const CANNOT_CREATE = "Cannot create Connection";

/** What a request says of a connection. */
export interface ConnectionText {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly creation_method?: string | undefined;
  readonly attributes?: SentAttributes | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** The connections of a workspace, and those that are lent to it. */
export function listConnections({ state }: Pick<Visit, "state">, workspace: WorkspaceRow): ConnectionRow[] {
  const lent = state.connectionShares.where("workspace", workspace.id);
  if (lent.length === 0) return state.connections.where("workspace", workspace.id);
  const all = lent.flatMap(({ connection_id }) => state.connections.find("id", connection_id) ?? []);
  return [...state.connections.where("workspace", workspace.id), ...all].sort((a, b) => a.seq - b.seq);
}

/** A connection that a workspace can use, by its id. */
export function findConnection({ state }: Pick<Visit, "state">, workspace: WorkspaceRow, id: string): ConnectionRow {
  const connection = state.connections.find("id", id);
  const isLent = connection && state.connectionShares.find("pair", pairKey(id, workspace.id)) !== undefined;
  if (connection && (isLent || connection.workspace_id === workspace.id)) return connection;
  const reason = connection
    ? `connection '${id}' is another workspace's`
    : `there is no connection '${id.slice(0, 100)}'`;
  throw new BlinkRefusal(404, "Cannot find Connection", { reason });
}

/** A new connection; see `docs/products/blink.md#connections`. */
export function createConnection(
  visit: Visit,
  workspace: WorkspaceRow,
  wanted: ConnectionText & { readonly connection_type_id: string; readonly created_with_o_auth: boolean },
): ConnectionRow {
  const { sandbox, state, access } = visit;
  const type = state.connectionTypes.find("id", wanted.connection_type_id);
  if (!type) {
    const rule = `There is no connection type '${wanted.connection_type_id.slice(0, 100)}'.`;
    throw new BlinkRefusal(400, CANNOT_CREATE, { rule });
  }
  const method = demandMethod(type, wanted.creation_method, CANNOT_CREATE);
  const name = wanted.name?.trim() || defaultName(visit, type, workspace);
  if (isNameTaken(visit, name, workspace)) {
    throw new BlinkRefusal(400, CANNOT_CREATE, { rule: `There is a connection '${name}' already: names are unique.` });
  }
  const now = sandbox.clock.now();
  const sent = wanted.attributes ?? {};
  return state.connections.insert({
    id: drawId(sandbox.chance),
    workspace_id: workspace.id,
    name,
    description: wanted.description ?? "",
    connection_type_id: type.id,
    creation_method: method.name,
    creation_location: "api",
    created_with_o_auth: wanted.created_with_o_auth || method.signing.kind === "oauth",
    attributes: readAttributes(visit, { method, sent, known: {}, former: undefined, failure: CANNOT_CREATE }),
    secret_manager: "",
    status: "active",
    tags: wanted.tags ?? [],
    created_at: now,
    created_by: access.user.id,
    updated_at: now,
    updated_by: access.user.id,
  });
}

/** Changes a connection: everything but its name and its type. */
export function editConnection(
  visit: Visit,
  connection: ConnectionRow,
  wanted: ConnectionText & { readonly active?: boolean | undefined },
): ConnectionRow {
  const { sandbox, state, access } = visit;
  const { name, description, tags, active } = wanted;
  if (name !== undefined && name !== connection.name && choiceOf(sandbox, "name-in-edit") !== "ignored") {
    throw new BlinkRefusal(400, CANNOT_CREATE, { rule: "A connection's name is fixed once it is created." });
  }
  const type = state.connectionTypes.find("id", connection.connection_type_id);
  if (!type) throw new BlinkRefusal(400, CANNOT_CREATE, { rule: "The connection's type is gone." });
  const method = demandMethod(type, wanted.creation_method || connection.creation_method, CANNOT_CREATE);
  return state.connections.update(connection.seq, {
    creation_method: method.name,
    ...(method.name === connection.creation_method ? {} : { created_with_o_auth: method.signing.kind === "oauth" }),
    attributes: readAttributes(visit, {
      method,
      sent: wanted.attributes ?? {},
      known: connection.attributes,
      former: findMethod(type, connection.creation_method),
      failure: CANNOT_CREATE,
    }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags }),
    ...(active === undefined ? {} : { status: active ? "active" : "inactive" }),
    updated_at: sandbox.clock.now(),
    updated_by: access.user.id,
  });
}

/** Deletes a connection, also from where it was lent to (`connection-delete`). */
export function deleteConnection({ state }: Visit, connection: ConnectionRow): void {
  forgetShares(state, connection.id);
  state.connections.delete(connection.seq);
}

/** Refuses to change a connection in a workspace that only borrows it (`shared-connection`). */
export function demandOwn(connection: ConnectionRow, workspace: WorkspaceRow, failure: string): void {
  if (connection.workspace_id === workspace.id) return;
  const rule = "This connection is shared from another workspace, where it has to be changed.";
  throw new BlinkRefusal(400, failure, { rule });
}

/** `creation-method`. */
function demandMethod(type: ConnectionTypeRow, name: string | undefined, failure: string): ConnectionMethod {
  const method = findMethod(type, name);
  if (method) return method;
  const known = type.methods.map((one) => one.name).join(", ");
  const rule = `'${type.name}' has no method '${(name ?? "").slice(0, 100)}'; it has ${known}.`;
  throw new BlinkRefusal(400, failure, { rule });
}

/** `connection-without-name`: the type's own name, numbered when that is taken. */
function defaultName(visit: Visit, type: ConnectionTypeRow, workspace: WorkspaceRow): string {
  if (choiceOf(visit.sandbox, "connection-without-name") === "refused") {
    throw new BlinkRefusal(400, CANNOT_CREATE, { rule: "A connection needs a name." });
  }
  let name = type.name;
  for (let number = 2; isNameTaken(visit, name, workspace); number += 1) name = `${type.name}-${number}`;
  return name;
}

/** `connection-names`. */
function isNameTaken({ sandbox, state }: Visit, name: string, workspace: WorkspaceRow): boolean {
  const holders = state.connections.where("name", name);
  if (choiceOf(sandbox, "connection-names") === "tenant") return holders.length > 0;
  return holders.some(({ workspace_id }) => workspace_id === workspace.id);
}
