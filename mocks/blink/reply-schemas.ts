import { z } from "zod";

const text = z.string();
const instant = z.int().describe("Milliseconds since 1970 UTC.");

/** A page of rows; see `docs/products/blink.md#query-language`. */
export function pageOf(row: z.ZodType): z.ZodType {
  return z.object({ limit: z.int(), offset: z.int(), total: z.int(), results: z.array(row) });
}

/** A personal API key; see `docs/products/blink.md#key-endpoints`. */
export const apiKeyReply = z
  .object({
    id: text,
    name: text,
    description: text,
    api_key: text,
    is_default: z.boolean(),
    created_at: instant,
    last_used: instant.nullable(),
  })
  .meta({ id: "ApiKey" });

/** A workspace as a user sees it; see `docs/products/blink.md#workspaces`. */
export const workspaceReply = z
  .object({ id: text, name: text, display_name: text, description: text, role: text, user_count: z.int() })
  .meta({ id: "Workspace" });

const entity = z.object({ id: text, type: text, name: text, email: text, workspace_role: text });

/** A workspace with who has a role in it; see `docs/products/blink.md#workspaces`. */
export const workspaceDescription = workspaceReply
  .extend({ entities: z.array(entity) })
  .meta({ id: "WorkspaceDescription" });

/** The caller; see `docs/products/blink.md#users`. */
export const userReply = z
  .object({
    auth_id: text,
    inner_id: text,
    email: text,
    name: text,
    status: text,
    tenant_id: text,
    tenant_role: text,
    user_role: text,
    permissions: z.array(text),
    default_workspace: text,
    selected_workspace: text,
    workspaces: z.record(text, workspaceReply),
  })
  .meta({ id: "User" });

/** A runner group; see `docs/products/blink.md#runners`. Members that `select` leaves out are absent. */
export const runnerGroupReply = z
  .object({
    id: text,
    name: text,
    display_name: text,
    full_name: text,
    slug_name: text,
    is_default: z.boolean(),
    tags: z.array(text),
    secret_manager: text,
    available_runners: z.int(),
    number_of_instances: z.int(),
    is_shared: z.boolean(),
    shared_with: z.int(),
    used_by: z.int(),
    tenant_id: text,
    workspace_id: text.describe("Empty for the group of Blink's cloud."),
    workspace_name: text,
    created_at: instant,
    created_by: text,
    updated_at: instant,
    updated_by: text,
  })
  .partial()
  .meta({ id: "RunnerGroup" });

/** A runner; see `docs/products/blink.md#runners`. */
export const runnerReply = z
  .object({
    ...{ id: text, name: text, group_id: text, group_name: text, status: text, version: text },
    ...{ tenant_id: text, workspace_id: text },
  })
  .partial()
  .meta({ id: "Runner" });

const formAttribute = z
  .object({
    display_name: text,
    description: text,
    placeholder: text,
    default_value: text,
    required: z.boolean(),
    field_type: z.int(),
    input_type: text,
    input_type_source: text,
    options: z.array(text),
    pattern: text,
    format: text,
    index: z.int(),
    is_multi: z.boolean(),
    source_url: text,
  })
  .meta({ id: "FormAttribute" });

/** A connection type; see `docs/products/blink.md#connection-types`. */
export const connectionTypeReply = z
  .object({
    id: text,
    name: text,
    display_name: text,
    plugin_name: text,
    oauth_supported: z.boolean(),
    tenant_id: text,
    attributes: z.record(text, formAttribute),
    creation_methods: z.array(z.object({ name: text, display_name: text, attributes: z.array(text) })),
  })
  .partial()
  .meta({ id: "ConnectionType" });

const attributes = z.record(text, z.object({ value: z.union([text, z.number(), z.boolean()]) }));

/** A connection; see `docs/products/blink.md#connection-shape`. */
export const connectionReply = z
  .object({
    id: text,
    name: text,
    display_name: text,
    full_name: text,
    description: text,
    connection_type_id: text,
    type_name: text,
    creation_method: text,
    creation_location: text,
    created_with_o_auth: z.boolean(),
    attributes: attributes.describe("Secret ones are masked."),
    external_id: text,
    secret_manager: text,
    status: text,
    tags: z.array(text),
    tenant_id: text,
    workspace_id: text,
    created_at: instant,
    created_by: text,
    updated_at: instant,
    updated_by: text,
  })
  .meta({ id: "Connection" });

/** A connection in a list; see `docs/products/blink.md#connection-shape`. */
export const connectionRowReply = connectionReply
  .extend({
    icon_uri: text,
    is_shared: z.boolean(),
    secret_manager_name: text,
    shared_from: text,
    shared_with: z.array(text),
    slug_name: text,
    used_by: z.object({ subflows: z.object({ count: z.int(), names: z.array(text) }) }),
    workspace_name: text,
  })
  .partial()
  .meta({ id: "ConnectionRow" });
