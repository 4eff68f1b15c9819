import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { Listing } from "../listing.ts";
import { MASK } from "../rules/read-attributes.ts";
import { type ConnectionRow, type ConnectionTypeRow, isSecret } from "../state/connections.ts";
import { slugOf } from "./slug.ts";

/** A connection on the wire, its secrets masked; see `docs/products/blink.md#connection-shape`. */
export function toConnectionJson(visit: Visit, row: ConnectionRow) {
  const { state } = visit;
  const type = state.connectionTypes.find("id", row.connection_type_id);
  return {
    id: row.id,
    name: row.name,
    display_name: row.name,
    full_name: row.name,
    description: row.description,
    connection_type_id: row.connection_type_id,
    type_name: type?.name ?? "",
    creation_method: row.creation_method,
    creation_location: row.creation_location,
    created_with_o_auth: row.created_with_o_auth,
    attributes: toAttributesJson(visit, row, type),
    external_id: "",
    secret_manager: row.secret_manager,
    status: row.status,
    tags: row.tags,
    tenant_id: state.tenants.get(1)?.id ?? "",
    workspace_id: row.workspace_id,
    created_at: row.created_at,
    created_by: row.created_by,
    updated_at: row.updated_at,
    updated_by: row.updated_by,
  };
}

/** `secret-attributes`. What no method of the type names is taken for a secret. */
function toAttributesJson({ sandbox }: Visit, row: ConnectionRow, type: ConnectionTypeRow | undefined) {
  const choice = choiceOf(sandbox, "secret-attributes");
  const form = type?.methods.find(({ name }) => name === row.creation_method)?.attributes ?? [];
  const entries = Object.entries(row.attributes).flatMap(([name, value]) => {
    const attribute = form.find((one) => one.name === name);
    if (choice === "returned" || (attribute && !isSecret(attribute))) return [[name, { value }] as const];
    return choice === "omitted" ? [] : [[name, { value: MASK }] as const];
  });
  return Object.fromEntries(entries);
}

/** How connections are listed; see `docs/products/blink.md#connection-shape` (`connection-used-by`). */
export const connectionListing: Listing<ConnectionRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    display_name: { type: "text", read: (row) => row.name },
    description: { type: "text", read: (row) => row.description },
    connection_type_id: { type: "text", read: (row) => row.connection_type_id },
    creation_method: { type: "text", read: (row) => row.creation_method },
    creation_location: { type: "text", read: (row) => row.creation_location },
    secret_manager: { type: "text", read: (row) => row.secret_manager },
    slug_name: { type: "text", read: (row) => slugOf(row.name) },
    created_with_o_auth: { type: "flag", read: (row) => row.created_with_o_auth },
    status: { type: "text", read: (row) => row.status },
    tags: { type: "texts", read: (row) => row.tags },
    workspace_id: { type: "text", read: (row) => row.workspace_id },
    created_at: { type: "instant", read: (row) => row.created_at },
    created_by: { type: "text", read: (row) => row.created_by },
    updated_at: { type: "instant", read: (row) => row.updated_at },
    updated_by: { type: "text", read: (row) => row.updated_by },
  },
  derived: {
    type_name: { type: "text", read: (row, state) => state.connectionTypes.find("id", row.connection_type_id)?.name },
    workspace_name: { type: "text", read: (row, state) => state.workspaces.find("id", row.workspace_id)?.name },
    is_shared: { type: "flag", read: (row, state) => state.connectionShares.count("connection", row.id) > 0 },
  },
  others: [
    ...["full_name", "attributes", "external_id", "icon_uri", "secret_manager_name", "shared_from", "shared_with"],
    ...["used_by", "tenant_id"],
  ],
  toJson(visit, row) {
    const { state } = visit;
    const shared_with = state.connectionShares.where("connection", row.id).map((one) => one.workspace_id);
    return {
      ...toConnectionJson(visit, row),
      icon_uri: "",
      is_shared: shared_with.length > 0,
      secret_manager_name: row.secret_manager,
      shared_from: shared_with.length > 0 ? row.workspace_id : "",
      shared_with,
      slug_name: slugOf(row.name),
      used_by: { subflows: { count: 0, names: [] } },
      workspace_name: state.workspaces.find("id", row.workspace_id)?.name ?? "",
    };
  },
};
